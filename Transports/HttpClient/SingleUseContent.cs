using System.Net;

namespace PodioOAuth.Functional;

/// <summary>The body of a token request: it is written once, and a second attempt throws with nothing written.</summary>
/// <remarks>
/// <para>So a 307 or 308 that the client follows, an authentication challenge it answers or a retry handler cannot send the credentials
/// again. It is a <see cref="NotSupportedException"/>: in an <see cref="HttpRequestException"/> handlers see a reason to try again.</para>
/// <para>Its limit: a handler that reads the body before it is sent (<c>LoadIntoBufferAsync</c>, <c>ReadAsStringAsync</c>) leaves a copy in
/// <see cref="HttpContent"/>, which sends that copy without asking this class. The one use counts as made; no later one is seen.</para>
/// </remarks>
internal sealed class SingleUseContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _body;
    private readonly Uri _address;
    private int _uses;

    internal SingleUseContent(FormRequest request, Uri address)
    {
        (_body, _address) = (request.AsMemory(), address);
        Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
    }

    /// <summary>The message that carries this body. A handler that follows a redirect puts another address into it: then nothing is
    /// written.</summary>
    internal HttpRequestMessage? Message { get; set; }

    /// <summary>Whether something was about to write the body for another address, as where a redirect came before the body.</summary>
    internal bool WasDiverted { get; private set; }

    /// <summary>Whether writing the body began: if not, the server cannot have acted upon it.</summary>
    internal bool WasUsed => Volatile.Read(ref _uses) > 0;

    /// <summary>Whether something asked for the body a second time.</summary>
    internal bool WasAskedAgain => Volatile.Read(ref _uses) > 1;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        Refusal() is { } refusal ? Task.FromException(refusal) : stream.WriteAsync(_body, cancellationToken).AsTask();

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Refusal() is { } refusal)
        {
            throw refusal;
        }

        stream.Write(_body.Span);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }

    private NotSupportedException? Refusal()
    {
        if (!WasUsed && Message?.RequestUri is { } address && !address.Equals(_address))
        {
            WasDiverted = true;
            return new NotSupportedException("The body of a token request is sent to the address that was asked only.");
        }

        return Interlocked.Increment(ref _uses) == 1 ? null : new NotSupportedException("The body of a token request is sent once only.");
    }
}
