using System.Buffers;
using System.Collections;
using System.Collections.Concurrent;

namespace PodioOAuth.Functional.Core.Tests.Leaks;

/// <summary>The walk over what an object shows comes to an end and does not throw, whatever the object's members do.</summary>
public sealed class WrongMembersTests
{
    private const string Text = "t0p-secret";

    private static readonly LeakSearch Search = LeakSearch.For("sought", Text);

    private static readonly object[] Wrong =
    [
        new ThrowingGetter(), new ThrowingToString(), new ThrowingItems(), new ThrowingException(), new Holder(new ThrowingToString()),
        new Holder(new ThrowingItems()), new Holder(new ThrowingException()), new Holder(new ThrowingFormat()),
        new ThrowingTuple(), new Holder(new ThrowingTuple()), new Holder(new ThrowingMemory().Memory),
        new InvalidOperationException("x") { Data = { ["y"] = new ThrowingToString() } },
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Wrong.Length)];

    [Theory, MemberData(nameof(Numbers))]
    public void What_a_member_throws_is_shown_and_searched(int number) => Assert.NotEmpty(Search.InAnythingShownBy(Wrong[number]));

    [Fact]
    public void What_was_written_before_a_getter_throws_is_searched()
    {
        var value = new Holder(new { Before = Text, Then = new ThrowingGetter(other: "x") });
        Assert.Contains("Holder JSON", Search.InAnythingShownBy(value).Select(leak => leak.Channel));
    }

    [Fact]
    public void The_first_items_of_an_endless_sequence_are_searched()
    {
        Assert.NotEmpty(Search.InAnythingShownBy(Endless(Text)));
        Assert.NotEmpty(Search.InAnythingShownBy(new Holder(Endless(Text))));
        Assert.Empty(Search.InAnythingShownBy(Endless("x").Append(Text)));
    }

    [Fact]
    public void A_sequence_that_blocks_is_abandoned_and_its_items_so_far_are_searched()
    {
        using var queue = new BlockingCollection<string> { Text };
        var holder = new Holder(queue.GetConsumingEnumerable()); // Nobody will ever add another, nor end it.
        Assert.Equal(
            ["Holder debugger", "Holder properties", "Holder JSON"], Search.InAnythingShownBy(holder).Select(leak => leak.Channel));
    }

    [Fact]
    public void A_task_is_not_awaited()
    {
        var never = new TaskCompletionSource<string>();
        Assert.Empty(Search.InAnythingShownBy(new Holder(never.Task)));
        Assert.Empty(Search.InAnythingShownBy(new Holder(new ValueTask<string>(never.Task))));
        never.SetResult(Text);
        Assert.NotEmpty(Search.InAnythingShownBy(new Holder(never.Task)));
        Assert.NotEmpty(Search.InAnythingShownBy(new Holder(new ValueTask<string>(never.Task))));
    }

    [Fact]
    public void Objects_that_hold_each_other_or_make_more_of_their_kind_come_to_an_end()
    {
        var first = new Holder(null);
        first.Value = new Holder(first);
        Assert.Empty(Search.InAnythingShownBy(first));
        Assert.Empty(Search.InAnythingShownBy(new Breeding()));
    }

    private static IEnumerable<string> Endless(string text)
    {
        while (true)
        {
            yield return text;
        }
    }

    private sealed class ThrowingTuple : ITuple
    {
        public int Length => int.MaxValue;

        public object? this[int index] => index == 0 ? "x" : throw new InvalidOperationException(Text);
    }

    private sealed class ThrowingMemory : MemoryManager<byte>
    {
        public override Memory<byte> Memory => CreateMemory(1);

        public override Span<byte> GetSpan() => throw new ObjectDisposedException(Text);

        public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

        public override void Unpin() { }

        protected override void Dispose(bool disposing) { }
    }

    private sealed class Holder(object? value)
    {
        public object? Value { get; set; } = value;
    }

    private sealed class ThrowingGetter(string other = Text)
    {
        public string Value => throw new InvalidOperationException(other);
    }

    private sealed class ThrowingToString
    {
        public override string ToString() => throw new InvalidOperationException(Text);
    }

    private sealed class ThrowingFormat : IFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider) => throw new InvalidOperationException(Text);

        public override string ToString() => throw new InvalidOperationException("x");
    }

    private sealed class ThrowingItems : IEnumerable<string>
    {
        public IEnumerator<string> GetEnumerator() => throw new InvalidOperationException(Text);

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class ThrowingException : Exception
    {
        public override string Message => throw new InvalidOperationException(Text);

        public override IDictionary Data => throw new ThrowingException();
    }

    private sealed class Breeding
    {
        public Breeding One => new();

        public Breeding Other => new();

        public Breeding Third => new();

        public IEnumerable<Breeding> More => Enumerable.Range(0, 1000).Select(_ => new Breeding());
    }
}
