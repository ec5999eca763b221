namespace PodioOAuth.Functional.PodioToken.Tests.Running;

/// <summary>Where nothing can be written any more.</summary>
internal sealed class FullDisk : StringWriter
{
    public override void Write(char value) => throw Full();

    public override void Write(string? value) => throw Full();

    public override void Write(char[] buffer, int index, int count) => throw Full();

    public override void WriteLine(string? value) => throw Full();

    private static IOException Full() => new("No space left on device");
}
