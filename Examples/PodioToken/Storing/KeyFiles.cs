using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace PodioToken.Storing;

/// <summary>The data protection keys of a folder for read-only use: none of them counts as expired.</summary>
/// <remarks>Data protection decrypts nothing without a key to encrypt with, and creates one if it may. Read-only use must not create one,
/// and what an expired key has encrypted is still valid.</remarks>
internal sealed class KeyFiles(string folder) : IXmlRepository
{
    private static readonly DateTimeOffset Never = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Checks that every file can be read.</summary>
    /// <exception cref="DamagedKeyException">A file can't be read.</exception>
    /// <exception cref="IOException">The folder or a file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or a file may not be read.</exception>
    public static void Check(string folder) => Read(folder);

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var keys = Read(folder);
        foreach (var expiration in keys.Select(key => key.Element("expirationDate")).OfType<XElement>())
        {
            expiration.SetValue(Never);
        }

        return keys;
    }

    public void StoreElement(XElement element, string friendlyName) =>
        throw new NotSupportedException("A read-only key ring doesn't create keys.");

    private static XElement[] Read(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.xml").Select(ReadFile)] : [];

    private static XElement ReadFile(string file)
    {
        try
        {
            return XElement.Load(file);
        }
        catch (XmlException exception)
        {
            throw new DamagedKeyException(file, exception);
        }
    }
}
