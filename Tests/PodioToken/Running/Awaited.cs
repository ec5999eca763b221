namespace PodioOAuth.Functional.PodioToken.Tests.Running;

/// <summary>Keeps what is written, and says when a text is there.</summary>
internal sealed class Awaited(string text) : StringWriter
{
    private readonly TaskCompletionSource _isThere = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task IsThere => _isThere.Task;

    public override void Write(char value)
    {
        base.Write(value);
        Look();
    }

    public override void Write(char[] buffer, int index, int count)
    {
        base.Write(buffer, index, count);
        Look();
    }

    public override void Write(string? value)
    {
        base.Write(value);
        Look();
    }

    private void Look()
    {
        if (!_isThere.Task.IsCompleted && ToString().Contains(text, StringComparison.Ordinal))
        {
            _isThere.TrySetResult();
        }
    }
}
