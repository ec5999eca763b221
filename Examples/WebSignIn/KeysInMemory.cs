using System.Collections.Concurrent;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace WebSignIn;

/// <summary>Keeps what cookies are encrypted by in memory, as the logins are that they stand for: nothing is written.</summary>
/// <remarks>A site that goes on after a restart keeps both: <c>UseStore(…)</c> for the logins, and <c>PersistKeysTo…</c> instead of
/// this.</remarks>
internal sealed class KeysInMemory : IXmlRepository
{
    private readonly ConcurrentQueue<XElement> _keys = new();

    public IReadOnlyCollection<XElement> GetAllElements() => [.. _keys];

    public void StoreElement(XElement element, string friendlyName) => _keys.Enqueue(element);

    internal static void Use(KeyManagementOptions options)
    {
        options.XmlRepository = new KeysInMemory();
        options.XmlEncryptor = new NullXmlEncryptor(); // For what is at rest; this never is.
    }
}
