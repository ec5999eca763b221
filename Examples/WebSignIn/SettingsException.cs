namespace WebSignIn;

/// <summary>A setting that cannot be used, in a sentence for whoever starts the site.</summary>
internal sealed class SettingsException(string message) : Exception(message);
