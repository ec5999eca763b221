using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Rewrite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace PodioOAuth.Functional.AspNetCore.Tests;

/// <summary>The request log of ASP.NET Core, as its console provider writes it by configuration: no address of a callback, whatever the
/// levels are, and every other.</summary>
[Collection(nameof(Console))]
public sealed class CallbackLogTests
{
    [Theory]
    [InlineData("Logging:LogLevel:Default", "Trace")]
    [InlineData("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "Information")]
    [InlineData("Logging:Console:LogLevel:Default", "Information")]
    [InlineData("Logging:Console:LogLevel:Microsoft.AspNetCore", "Information")]
    [InlineData("Logging:Console:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "Trace")]
    [InlineData("Logging:Console:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics*", "Trace")]
    public async Task Whatever_the_levels_are_no_code_is_written(string setting, string level)
    {
        var (code, log) = await SignInAsync(setting, level);
        Assert.Contains("Request starting HTTP/1.1 GET http://127.0.0.1", log, StringComparison.Ordinal);
        Assert.Contains("/app/who?name=value", log, StringComparison.Ordinal);
        Assert.Contains("Request finished HTTP/1.1 GET http://127.0.0.1", log, StringComparison.Ordinal);
        Assert.DoesNotContain(code, log, StringComparison.Ordinal);
        Assert.DoesNotContain("error=made-up", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_level_that_is_higher_counts()
    {
        var (_, log) = await SignInAsync("Logging:Console:LogLevel:Microsoft", "Warning");
        Assert.DoesNotContain("Request starting", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_addresses_of_callbacks_can_be_logged()
    {
        var (code, log) = await SignInAsync(
            "Logging:Console:LogLevel:Microsoft.AspNetCore", "Information", options => options.LogCallbackAddress = true);
        Assert.Contains($"/app/signin-podio?code={code}", log, StringComparison.Ordinal);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Other_parts_that_log_whole_addresses_do_not_either(bool isRewriter)
    {
        await using var site = await TestSite.StartAsync(services: services => services
            .AddSingleton<IStartupFilter>(new First(isRewriter))
            .AddHttpsRedirection(options => options.HttpsPort = 8443));
        await site.Browser.GetAsync("/signin-podio?code=made-up&state=b");
        await site.Browser.GetAsync("/who?name=value");
        var log = site.Log.Lines.Where(line => line.Contains(
            isRewriter ? "RewriteMiddleware" : "HttpsRedirectionMiddleware", StringComparison.Ordinal)).ToArray();
        Assert.Contains(log, line => line.Contains("/who?name=value", StringComparison.Ordinal));
        Assert.DoesNotContain("made-up", site.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invalid_options_fail_the_request_and_not_the_log()
    {
        await using var site = await TestSite.StartAsync(options: options => options.SaveTokens = true);
        Assert.Equal(500, (await site.Browser.GetAsync("/who")).Status);
        Assert.Contains("SaveTokens must be false", site.Log.Text, StringComparison.Ordinal);
    }

    private sealed class First(bool isRewriter) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => site =>
        {
            _ = isRewriter
                ? site.UseRewriter(new RewriteOptions().AddRewrite("^never$", "never", skipRemainingRules: false))
                : site.UseHttpsRedirection();
            next(site);
        };
    }

    private static async Task<(string Code, string Log)> SignInAsync(
        string setting, string level, Action<PodioAuthenticationOptions>? options = null)
    {
        var (console, before) = (new StringWriter(), Console.Out);
        Console.SetOut(TextWriter.Synchronized(console));
        try
        {
            var site = await TestSite.StartAsync(options: options, pathBase: "/app", build: builder =>
            {
                builder.Configuration[setting] = level;
                builder.Logging.ClearProviders().AddSimpleConsole(format =>
                    (format.SingleLine, format.ColorBehavior) = (true, LoggerColorBehavior.Disabled));
            });
            string callback;
            await using (site) // The console writes what it has left when the site ends.
            {
                callback = await site.Browser.AnswerAsync((await site.Browser.AskAsync("POST", "/app/sign-in")).Location);
                Assert.Equal("/me", (await site.Browser.GetAsync(callback)).Location);
                await site.Browser.GetAsync("/app/signin-podio?error=made-up");
                await site.Browser.GetAsync("/app/who?name=value");
                await site.StopAsync();
            }

            return (Browser.Value(callback, "code"), console.ToString());
        }
        finally
        {
            Console.SetOut(before);
        }
    }
}

/// <summary>The console is the process's own.</summary>
[CollectionDefinition(nameof(Console), DisableParallelization = true)]
public sealed class ConsoleTests;
