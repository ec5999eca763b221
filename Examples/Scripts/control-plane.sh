#!/bin/sh
# Drives the local Podio by curl: what a test in any language can do. Start one, and read its lines:
#
#   dotnet run --project Examples/PodioToken -- serve > podio.env &
#   until [ -s podio.env ]; do sleep 1; done; set -a; . ./podio.env; set +a
#   sh Examples/Scripts/control-plane.sh

set -eu
control="${PODIO_URL%/}/_control"
export no_proxy='*' # It is on this machine, and plain http: a proxy would read all of it.

# Sends a JSON object to an operation: order POST faults '{"fault":"refuse"}'
order() {
  curl --silent --show-error --fail-with-body --request "$1" "$control/$2" --header 'Content-Type: application/json' --data "$3"
}

# Asks for a token as the app, and prints the status that came back; 000 where no reply came.
ask() {
  curl --silent --output /dev/null --write-out '%{http_code}\n' "${PODIO_URL%/}/oauth/token" \
    --data-urlencode grant_type=app --data-urlencode "app_id=$PODIO_APP_ID" --data-urlencode "app_token=$PODIO_APP_TOKEN" \
    --data-urlencode "client_id=$PODIO_CLIENT_ID" --data-urlencode "client_secret=$PODIO_CLIENT_SECRET" || true
}

echo 'A token, and then Podio is down for two requests:'
ask
order POST faults '{"fault":"unavailable","status":503,"times":2}'
ask
ask
ask

echo 'The rate limit, with a wait of 300 seconds:'
order POST faults '{"fault":"rate_limit","seconds":300}'
ask

echo 'Carried out, and the reply is lost:'
order POST faults '{"fault":"drop_reply"}'
ask

echo 'One request in five minutes, until the clock moves:'
order PATCH settings '{"token_request_limit":{"calls":1,"window_seconds":300}}'
ask
ask
order PUT clock '{"now":"2030-01-01T00:00:00Z"}'
echo
ask

echo 'Somebody new, a code for them, and every grant ended:'
order POST clients '{"client_id":"another","client_secret":"made up","redirect_domain":"app.example.com"}'
order POST users '{"user_id":7,"username":"joe@example.com","password":"made up","one_time_code":"012345"}'
order POST apps '{"app_id":8,"app_token":"made up"}'
order POST codes '{"client_id":"another","user_id":7,"redirect_uri":"https://app.example.com/"}' | tr -d '\n' | wc -c
order PUT consent '{"user_id":7}'
order POST revoke '{"all":true}'

echo 'The newest request that was seen, its secrets redacted:'
curl --silent --fail-with-body "$control/requests" | tr '{' '\n' | tail -n 2 | tr -d '\n'
echo
