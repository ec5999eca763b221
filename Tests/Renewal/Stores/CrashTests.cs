namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>In a folder: what is left of the locks is their files.</summary>
public sealed class CrashTests : CrashContract
{
    private protected override Task<CrashPlace> CreateAsync() => Task.FromResult<CrashPlace>(new Folder());

    private sealed class Folder : CrashPlace
    {
        private readonly TemporaryFolder _folder = new();

        internal override ITokenStore Store => new FileTokenStore(_folder.Path);

        internal override Task<CrashPlace> CopyAsync()
        {
            var copy = new Folder();
            foreach (var name in _folder.Names)
            {
                if (name.EndsWith(".json", StringComparison.Ordinal) || name.EndsWith(".tmp", StringComparison.Ordinal))
                {
                    File.Copy(_folder[name], copy._folder[name]);
                }
                else
                {
                    PrivateFile.Create(copy._folder[name]).Dispose(); // Nobody reads the file of a lock that is held.
                }
            }

            return Task.FromResult<CrashPlace>(copy);
        }

        public override ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
