
app.Urls.Add("http://127.0.0.1:0");
await app.StartAsync();
using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseProxy = false });
using var reply = await browser.GetAsync($"{app.Urls.First()}/account");
Console.WriteLine($"{(int)reply.StatusCode} {reply.Headers.Location}");
