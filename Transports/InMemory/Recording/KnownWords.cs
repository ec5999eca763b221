namespace PodioOAuth.Functional.Serving;

/// <summary>The words that a recording keeps: words of Podio, OAuth, HTTP and JSON, which reveal nothing about anyone.</summary>
/// <remarks>Any other word is replaced by a stand-in, which is never a known word. So what a parser depends on (a code, a unit of time, the
/// name of a type) is neither lost nor invented.</remarks>
internal static class KnownWords
{
    private static readonly HashSet<string> All = new(
        string.Join(' ', Json, Units, Dates, OAuth, Podio, Prose, Http, Html).Split(' '), StringComparer.OrdinalIgnoreCase);

    // Includes the beginnings of the literals, so that a truncated literal is kept.
    private const string Json = "true tru tr t false fals fal fa f null nul nu n";

    private const string Units = "wait or for and hours hour hrs hr h minutes minute mins min m seconds second secs sec s";

    private const string Dates = "Mon Tue Wed Thu Fri Sat Sun Monday Tuesday Wednesday Thursday Friday Saturday Sunday Jan Feb Mar Apr "
        + "May Jun Jul Aug Sep Oct Nov Dec GMT";

    private const string OAuth = "access authentication authorization authorize authorized bearer challenge client code credentials "
        + "denied description detail error errors expired expires expire fragment grant id in invalid invalidated invalidate mac mfa "
        + "nonce oauth oauth2 parameter parameters password propagate query realm recovery redirect ref reference refresh request "
        + "requests response revoked scope secret server state string temporarily token tokens type unauthorized unavailable "
        + "unsupported uri url username validation verify";

    private const string Podio = "admin all api app apps com company conversation delete factor found global hit inactive item limit "
        + "matching new object operation org organization podio profile rate read required requestable forbidden second space spaces "
        + "status transfer user users value values write workspace";

    private const string Prose = "a able action after again allowed an are array as associated at attempt attempted attempting bad be "
        + "been before blocked body boolean but by cannot clear closed could created does down either establish exist expected failed "
        + "few field first from generated given has hasn have if integer is it later list log longer maintenance many match maximum "
        + "message minimum missing must name nested no not number occurred of on one only please provided reached retry satisfied "
        + "served should sign signed size sorry such supplied than that the there this throttled to too try trying unexpected use used "
        + "valid ve via was wasn were with within wrong you your";

    private const string Http = "accept application auth basic charset cloudfront connect connection content cookie encoding entity "
        + "filter form function gateway get head header headers http https internal iso json large length location login max age media "
        + "method moved network nginx options origin patch permanently plain post proxy public put text service timeout time out "
        + "unprocessable urlencoded utf utf8 version www x";

    private const string Html = "body br center div doctype dtd en h1 h2 head hr href html input li link meta p page script span style "
        + "title ul xml";

    internal static bool Holds(string word) => All.Contains(word);
}
