using PodioOAuth.Functional;
using PodioOAuth.Functional.ProxiesProcess;

// PROXY: reads the names of cases, one a line. Each sends secrets to a local Podio of its own, as the case says; then it prints what came
// of it and how many requests Podio saw. The environment, which .NET reads once in a process, says where a proxy is; PROXY is one that a
// case sets by code, until the next one.
var usual = HttpClient.DefaultProxy;
while (Console.ReadLine() is { } name)
{
    var podio = new InMemoryPodio(SamplePodio.State(DateTimeOffset.UtcNow).WithSecondFactor(SamplePodio.UserId, "012345"));
    await using var server = await LocalPodio.StartAsync(podio);
    var subject = new Subject(podio, server.Endpoint, new Uri(args[0]));
    var run = TransportCases.All[name];
    try
    {
        Console.WriteLine(await run(subject));
    }
    catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
    {
        Console.WriteLine($"{exception.GetType().Name}: {exception.Message}");
    }

    Console.WriteLine(podio.Requests.Count);
    HttpClient.DefaultProxy = usual;
}
