using System.Buffers;
using System.Diagnostics;
using System.Text.Json.Serialization;
using LanguageExt;

namespace PodioOAuth.Functional.Core.Tests.Leaks;

/// <summary>The walk over what an object shows is itself seen to find a leak in each way of showing.</summary>
public sealed class EmissionsTests
{
    private const string Text = "t0p-secret";

    private static readonly LeakSearch Search = LeakSearch.For("sought", Text);

    public static TheoryData<string> Names => [.. Leaky.Select(leaky => leaky.GetType().Name)];

    private static readonly object[] Leaky =
    [
        new InToString(), new InJson(), new InJsonOfItsBase(), new InField(), new InProperty(), new InDisplay(), new InDisplayedMember(),
        new InBytes(), new InItems(), new Deep(), new InGetter(), new InHiddenProperty(), new InHiddenMemory(), new InHiddenBytes(),
        new InHiddenSequence(), new InHiddenCharacters(), new InHiddenTuple(), new InHiddenPair(), new InHiddenTask(),
        new InHiddenEither(), new InPropertyOfException(), new InFieldOfEntry(), new InFieldOfTuple(), new InHiddenFarAndNear(),
        new FormatException(Text),
    ];

    [Theory, MemberData(nameof(Names))]
    public void A_leak_is_found(string name) =>
        Assert.NotEmpty(Search.InAnythingShownBy(Leaky.Single(leaky => leaky.GetType().Name == name)));

    [Fact]
    public void A_hidden_secret_is_not_found() => Assert.Empty(Search.InAnythingShownBy(new Hidden()));

    private sealed class InToString
    {
        public override string ToString() => Text;
    }

    [DebuggerDisplay("x")]
    private sealed class InJson
    {
        [DebuggerBrowsable(DebuggerBrowsableState.Never)]
        public string Value => Text;
    }

    private abstract class Base
    {
        [DebuggerBrowsable(DebuggerBrowsableState.Never)]
        public string Value => Text;
    }

    private sealed class InJsonOfItsBase : Base;

    private sealed class InField
    {
        private readonly string _value = Text;

        public override string ToString() => $"{_value.Length}";
    }

    private sealed class InProperty
    {
        [JsonIgnore]
        public string Value => Text;
    }

    [DebuggerDisplay("value {Reveal(),nq}")]
    private sealed class InDisplay
    {
        private string Reveal() => Text;
    }

    [DebuggerDisplay("value {Value}")]
    private sealed class InDisplayedMember
    {
        [JsonIgnore]
        public string Value => Text;
    }

    private sealed class InBytes
    {
        [JsonIgnore]
        public ReadOnlyMemory<byte> Body => Encoding.UTF8.GetBytes(Text);
    }

    private sealed class InItems
    {
        [JsonIgnore]
        public IReadOnlyList<string> Values => ["other", Text];
    }

    private sealed class Deep
    {
        [JsonIgnore]
        public InField Value { get; } = new();
    }

    private sealed class InGetter
    {
        [JsonIgnore]
        public string Value => throw new InvalidOperationException(Text);
    }

    private sealed class InFieldOfEntry
    {
        [JsonIgnore]
        public IReadOnlyDictionary<string, InField> Values { get; } = new Dictionary<string, InField> { ["key"] = new() };
    }

    private sealed class InFieldOfTuple
    {
        [JsonIgnore]
        public (int Number, InField Value) Pair { get; } = (1, new());
    }

    // First met so deep that its own properties are not looked at.
    private sealed class InHiddenFarAndNear
    {
        private readonly InHiddenProperty _hidden = new();

        public object Far => Enumerable.Range(0, 9).Aggregate<int, object>(_hidden, (end, _) => new { Next = end });

        public object Near => _hidden;
    }

    // Hidden from all but a logger that takes objects apart: that one knows of no attribute.
    private sealed class InHiddenProperty
    {
        [JsonIgnore, DebuggerBrowsable(DebuggerBrowsableState.Never)]
        public string Value => Text;
    }

    private abstract class Many<T>(params T[] values)
    {
        [JsonIgnore, DebuggerBrowsable(DebuggerBrowsableState.Never)]
        public object Value { get; } = values.Length == 1 ? values[0]! : values;
    }

    private sealed class InHiddenMemory() : Many<ReadOnlyMemory<byte>>(Encoding.UTF8.GetBytes(Text));

    private sealed class InHiddenBytes() : Many<object>(new object[] { Encoding.UTF8.GetBytes(Text).ToList() });

    private sealed class InHiddenSequence() : Many<ReadOnlySequence<byte>>(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(Text)));

    private sealed class InHiddenCharacters() : Many<object>(new object[] { Text.ToCharArray() });

    private sealed class InHiddenTuple() : Many<(int, string)>((1, Text));

    private sealed class InHiddenPair() : Many<KeyValuePair<string, InHiddenProperty>>(KeyValuePair.Create("x", new InHiddenProperty()));

    private sealed class InHiddenTask() : Many<Task<string>>(Task.FromResult(Text));

    private sealed class InHiddenEither() : Many<Either<int, InHiddenProperty>>(new InHiddenProperty());

    private sealed class InPropertyOfException() : Exception("x")
    {
        public InHiddenProperty Value { get; } = new();
    }

    private sealed class Hidden
    {
        [DebuggerBrowsable(DebuggerBrowsableState.Never)]
        private readonly string _value = Text;

        [JsonIgnore, DebuggerBrowsable(DebuggerBrowsableState.Never)]
        internal string Value => _value;
    }
}
