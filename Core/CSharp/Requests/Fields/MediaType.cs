namespace PodioOAuth.Functional;

/// <summary>Compares a <c>Content-Type</c> header with a media type (RFC 9110 §8.3.1): without case, whatever the parameters.</summary>
internal static class MediaType
{
    internal static bool Is(string? header, string mediaType)
    {
        var type = header.AsSpan();
        var parameters = type.IndexOf(';');
        return (parameters < 0 ? type : type[..parameters]).Trim(" \t").Equals(mediaType, StringComparison.OrdinalIgnoreCase);
    }
}
