namespace PodioOAuth.Functional;

/// <summary>What <c>/mfa/verify</c> is sent (PODIO 3.8).</summary>
internal readonly struct SecondFactorFields(SecondFactorRequest request) : IFieldSource
{
    public void Send<TSink>(ref TSink sink)
        where TSink : struct, IFieldSink, allows ref struct
    {
        sink.Text(WireField.Nonce, request.Challenge?.ServerNonce?.Reveal());
        if (request.Factor is RecoveryCodeFactor recovery)
        {
            sink.Text(WireField.RecoveryCode, recovery.Code?.Reveal());
        }
        else
        {
            sink.Text(WireField.OneTimeCode, (request.Factor as OneTimeCodeFactor)?.Code?.Reveal());
        }
    }
}
