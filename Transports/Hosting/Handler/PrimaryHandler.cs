namespace PodioOAuth.Functional;

/// <summary>The innermost handler of a chain, which opens the connections.</summary>
internal static class PrimaryHandler
{
    internal static HttpMessageHandler? Of(HttpMessageHandler? chain)
    {
        while (chain is DelegatingHandler link)
        {
            chain = link.InnerHandler;
        }

        return chain;
    }

    /// <summary>Changes the primary handler of a chain if it is one of .NET's. A handler that has sent a request stays unchanged: .NET
    /// doesn't allow changing it, and the application may share it between clients.</summary>
    internal static void Change(HttpMessageHandler? chain, Action<SocketsHttpHandler> sockets, Action<HttpClientHandler> client)
    {
        try
        {
            switch (Of(chain))
            {
                case SocketsHttpHandler handler:
                    sockets(handler);
                    break;
                case HttpClientHandler handler:
                    client(handler);
                    break;
            }
        }
        catch (InvalidOperationException)
        {
            // It has sent a request, and there is no other way to know.
        }
    }
}
