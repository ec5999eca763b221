namespace WebSignIn;

/// <summary>The exception for an invalid setting, with a message for the person who starts the site.</summary>
internal sealed class SettingsException(string message) : Exception(message);
