using System.Text;

namespace PodioOAuth.Functional;

/// <summary>Writes to the original console, and remembers what was written.</summary>
internal sealed class ConsoleTee(TextWriter inner) : TextWriter(inner.FormatProvider)
{
    private readonly StringBuilder _written = new();

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        inner.Write(value);
        Remember($"{value}");
    }

    public override void Write(char[] buffer, int index, int count)
    {
        inner.Write(buffer, index, count);
        Remember(new string(buffer, index, count));
    }

    public override void Write(string? value)
    {
        inner.Write(value);
        Remember(value);
    }

    public override void Flush() => inner.Flush();

    public override string ToString()
    {
        lock (_written)
        {
            return _written.ToString();
        }
    }

    private void Remember(string? text)
    {
        lock (_written)
        {
            _written.Append(text);
        }
    }
}
