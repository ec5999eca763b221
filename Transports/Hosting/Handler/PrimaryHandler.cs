namespace PodioOAuth.Functional;

/// <summary>The innermost handler of a chain, which makes the connections.</summary>
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

    /// <summary>Changes the one of a chain, where it is one of .NET's. One that has sent something stays as it is: .NET lets nobody change
    /// it, and the application may share it between clients.</summary>
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
            // It has sent something, and does not tell so otherwise.
        }
    }
}
