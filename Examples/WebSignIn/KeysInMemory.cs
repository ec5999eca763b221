using System.Collections.Concurrent;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace WebSignIn;

/// <summary>Keeps the keys for cookies in memory, like the logins that the cookies refer to: nothing is written to disk.</summary>
/// <remarks>To survive a restart, persist both: <c>UseStore(…)</c> for the logins, and <c>PersistKeysTo…</c> instead of
/// this.</remarks>
internal sealed class KeysInMemory : IXmlRepository
{
    private readonly ConcurrentQueue<XElement> _keys = new();

    public IReadOnlyCollection<XElement> GetAllElements() => [.. _keys];

    public void StoreElement(XElement element, string friendlyName) => _keys.Enqueue(element);

    internal static void Use(KeyManagementOptions options)
    {
        options.XmlRepository = new KeysInMemory();
        options.XmlEncryptor = new NullXmlEncryptor(); // For keys at rest; these never are.
    }
}
