namespace PodioOAuth.Functional;

/// <summary>Writes errors as the C# expressions that create them.</summary>
internal static class ErrorText
{
    internal static string Of(OAuthError error) => error.Match(
        invalidInput: it => $"OAuthError.InvalidInput([{string.Join(", ", it.Fields.Select(Of))}])",
        unreachable: it => Call("Unreachable", CSharpText.Of(it.Reason), it.MayHaveBeenProcessed ? "true" : "false"),
        rejected: it => Call(
            "Rejected", ReplyText.Of(it.Facts), ReplyText.Of(it.Code), ReplyText.Of(it.Detail), ReplyText.Of(it.Description)),
        rateLimited: it => Call("RateLimited", ReplyText.Of(it.Facts), ReplyText.Of(it.Description)),
        secondFactorRequired: it => Call(
            "SecondFactorRequired",
            ReplyText.Of(it.Facts),
            $"new SecondFactorChallenge({CSharpText.Of(it.Challenge.ServerNonce)})"),
        unavailable: it => Call(
            "Unavailable", ReplyText.Of(it.Facts), ReplyText.Of(it.Code), ReplyText.Of(it.Detail), ReplyText.Of(it.Description)),
        malformedReply: it => Call("MalformedReply", ReplyText.Of(it.Facts), CSharpText.Of(it.Where), CSharpText.Of(it.Problem)));

    internal static string Of(FieldError error) =>
        $"new FieldError({CSharpText.Of(error.Field)}, {CSharpText.Of(error.Problem)}, {CSharpText.Of(error.Message)})";

    // Trailing nulls are omitted.
    private static string Call(string factory, params string?[] arguments)
    {
        var count = Array.FindLastIndex(arguments, argument => argument is not null) + 1;
        return $"OAuthError.{factory}({string.Join(", ", arguments[..count].Select(argument => argument ?? "null"))})";
    }
}
