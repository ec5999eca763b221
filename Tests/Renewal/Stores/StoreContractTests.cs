namespace PodioOAuth.Functional.Renewal.Tests.Stores;

public sealed class InMemoryContract : ListableStoreContract
{
    private protected override Task<ITokenStore> CreateAsync() => Task.FromResult<ITokenStore>(new InMemoryTokenStore());
}

public sealed class ProtectedContract : ListableStoreContract
{
    private protected override Task<ITokenStore> CreateAsync() =>
        Task.FromResult<ITokenStore>(new ProtectedTokenStore(new InMemoryTokenStore(), new EphemeralDataProtectionProvider()));
}

public class FileContract : ListableStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected override Task<ITokenStore> CreateAsync() => Task.FromResult<ITokenStore>(new FileTokenStore(_folder.Path));
}

public sealed class ProtectedFileContract : FileContract
{
    private protected override async Task<ITokenStore> CreateAsync() =>
        new ProtectedTokenStore(await base.CreateAsync(), new EphemeralDataProtectionProvider());
}
