namespace PodioOAuth.Functional;

/// <summary>What a redirect URI's own query may hold: it comes back in front of the answer (RFC 6749 §3.1.2), and both are read as one.</summary>
internal static class ReturnQueryRule
{
    /// <summary>What would make every answer unreadable. Null where nothing does, and where there is no query.</summary>
    internal static FieldProblem? FindProblem(string? redirectUri)
    {
        var question = redirectUri?.IndexOf('?', StringComparison.Ordinal) ?? -1;
        if (question < 0 || RedirectUriRule.FindProblem(redirectUri!) is not null) // Said already.
        {
            return null;
        }

        var fields = ReceivedFields.OfCallback();
        var unreadable = CallbackReader.ReadPart(FieldNames.RedirectUri, '?', redirectUri![question..], fields);
        return fields.IsEmpty ? unreadable?.Problem : FieldProblem.Reserved;
    }
}
