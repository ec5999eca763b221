namespace PodioOAuth.Functional;

/// <summary>Splits a text into whole characters: surrogate pairs together, a lone surrogate by itself.</summary>
internal static class TextElements
{
    internal static IReadOnlyList<string> Of(string text)
    {
        List<string> elements = [];
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            elements.Add(text.Substring(i, isPair ? 2 : 1));
            i += isPair ? 1 : 0;
        }

        return elements;
    }
}
