namespace PodioOAuth.Functional.PodioToken.Tests.Running;

/// <summary>Keeps what is written, and asks something once, before the first character.</summary>
internal sealed class FirstWrite(Func<bool> isThere) : StringWriter
{
    public bool? WasThereAtFirst { get; private set; }

    public override void Write(char value)
    {
        WasThereAtFirst ??= isThere();
        base.Write(value);
    }

    public override void Write(string? value)
    {
        WasThereAtFirst ??= isThere();
        base.Write(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        WasThereAtFirst ??= isThere();
        base.Write(buffer, index, count);
    }

    public override void WriteLine(string? value)
    {
        WasThereAtFirst ??= isThere();
        base.WriteLine(value);
    }
}
