namespace PodioOAuth.Functional;

/// <summary>How far a reply comes before the connection breaks.</summary>
public enum CutPoint
{
    /// <summary>Not a byte of it.</summary>
    BeforeHeaders = 0,

    /// <summary>The status line and the beginning of a header.</summary>
    InsideHeaders,

    /// <summary>All headers and half of the body. Of a reply that can have no body, all headers but their end.</summary>
    InsideBody,
}
