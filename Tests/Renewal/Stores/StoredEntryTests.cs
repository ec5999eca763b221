namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>An entry gives back what was written, or says what is wrong with it; it is never half a login.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries), typeof(StoredStates)])]
public sealed class StoredEntryTests
{
    private const string Key = "login/https%3A%2F%2Fapi.podio.com%2F/sample-client/login/jane";

    private static readonly RenewalState Sample = new(
        origin: null,
        new SavedLogin(
            new Token("access", "bearer", TimeSpan.FromHours(8), "refresh", TokenReference.User(2043311), "global:all"), Bench.Start))
    {
        PendingSince = Bench.Start.AddHours(8),
        IsAccessTokenRejected = true,
        FailureCoolDown = CoolDown.From(Bench.Start, TimeSpan.FromSeconds(30)),
    };

    [Property]
    internal void A_written_entry_is_read_back(RenewalState state) =>
        Assert.Equal(state, StoredEntry.Read(Key, StoredEntry.Write(Key, state)).ToState(state.Origin));

    [Property]
    internal void An_origin_is_put_back_and_never_written(RenewalState state, Grant grant)
    {
        var read = StoredEntry.Read(Key, StoredEntry.Write(Key, state)).ToState(grant);
        Assert.Equal(grant is PasswordGrant or AppGrant ? grant : null, read.Origin);
        Assert.Equal(StoredEntry.Write(Key, state), StoredEntry.Write(Key, read));
    }

    [Property]
    internal void Another_login_s_entry_is_foreign(RenewalState state) =>
        Assert.Equal(StoreProblem.Foreign, ProblemOf(StoredEntry.Write(Key + "x", state)));

    [Fact]
    public void Every_beginning_of_an_entry_is_torn()
    {
        var entry = StoredEntry.Write(Key, Sample);
        Assert.All(Enumerable.Range(0, entry.Length), length => Assert.Equal(StoreProblem.Torn, ProblemOf(entry.AsMemory(0, length))));
    }

    // Changed bytes may be another valid token: an entry in the clear has no seal. But nothing else than a state or a named problem comes.
    [Property(MaxTest = 1000)]
    internal void An_entry_with_a_changed_byte_is_readable_torn_or_foreign(RenewalState state, ushort at, byte changed)
    {
        var entry = StoredEntry.Write(Key, state);
        entry[at % entry.Length] = changed;
        Assert.True(ProblemOf(entry) is null or StoreProblem.Torn or StoreProblem.Foreign);
    }

    [Property]
    public void Random_bytes_are_not_an_entry(byte[] bytes) =>
        Assert.True(ProblemOf(bytes) is StoreProblem.Torn or StoreProblem.Foreign);

    [Theory]
    [InlineData("null"), InlineData("[]"), InlineData("{}"), InlineData("token")]
    [InlineData("""{"access_token":"a","token_type":"bearer"}""")]
    [InlineData("""{"format":"podio-oauth","version":2,"key":"KEY"}""")]
    [InlineData("""{"format":"podio-oauth","version":2,"key":"KEY","from_a_later_version":{}}""")]
    [InlineData("""{"format":"another","version":1,"key":"KEY"}""")]
    [InlineData("""{"format":"podio-oauth","version":1}""")]
    [InlineData("""{"format":"podio-oauth","version":1,"key":"KEY","token":{}}""")]
    [InlineData("""{"format":"podio-oauth","version":1,"key":"KEY","token":{"access_token":"","token_type":"bearer"}}""")]
    public void Other_content_is_foreign(string text) =>
        Assert.Equal(StoreProblem.Foreign, ProblemOf(Encoding.UTF8.GetBytes(text.Replace("KEY", Key, StringComparison.Ordinal))));

    [Theory]
    [InlineData("""{"format":"podio-oauth","version":1,"key":"KEY","key":"KEY"}""")]
    [InlineData("""{"format":"podio-oauth","version":1,"key":"KEY"} {}""")]
    [InlineData("""{"format":"podio-oauth","version":"one","key":"KEY"}""")]
    [InlineData("""{"format":"podio-oauth","version":1,"key":"KEY","pending_since":"yesterday"}""")]
    [InlineData("""{"format":"podio-oauth","version":1,"key":"KEY","origin_proof":{"salt":"?","proof":"AA=="}}""")]
    public void A_damaged_object_is_torn(string text) =>
        Assert.Equal(StoreProblem.Torn, ProblemOf(Encoding.UTF8.GetBytes(text.Replace("KEY", Key, StringComparison.Ordinal))));

    [Fact]
    public void The_format_is_the_one_that_is_documented() => Assert.Equal(
        """
        {"format":"podio-oauth","version":1,"key":"KEY","token":{"requested_at":"2026-08-11T09:00:00+00:00","access_token":"access",
        "token_type":"bearer","lifetime":"08:00:00","refresh_token":"refresh","reference_type":"user","reference_id":"2043311",
        "scope":"global:all"},"pending_since":"2026-08-11T17:00:00+00:00","is_access_token_refused":true,
        "pause":{"since":"2026-08-11T09:00:00+00:00","until":"2026-08-11T09:00:30+00:00"}}
        """.Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal),
        Encoding.UTF8.GetString(StoredEntry.Write(Key, Sample))
            .Replace(Key, "KEY", StringComparison.Ordinal)
            .Replace("\\u002B", "+", StringComparison.Ordinal));

    [Fact]
    public void An_error_quotes_nothing_of_the_entry()
    {
        var entry = """{"format":"podio-oauth","version":1,"key":"k","token":{"lifetime":"very-secret"}}"""u8.ToArray();
        var exception = Assert.Throws<StoreException>(() => StoredEntry.Read("k", entry));
        Assert.DoesNotContain("very-secret", exception.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(" at byte 79", exception.Message, StringComparison.Ordinal);
    }

    private static StoreProblem? ProblemOf(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            StoredEntry.Read(Key, bytes).ToState(origin: null);
            return null;
        }
        catch (StoreException exception)
        {
            return exception.Problem;
        }
    }
}
