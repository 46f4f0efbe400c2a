using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Dialogs.GetHelpNow;

namespace CareBot.Verbs;

/// <summary>What an operator has to know of a host that starts and cannot serve, each as a line with its remedy.</summary>
internal static class StartWarnings
{
    public static async Task WriteAsync(WebApplication app, CancellationToken cancellationToken)
    {
        if (await HasNoPracticeAsync(app, cancellationToken))
        {
            app.Logger.NoPractice();
        }

        if (app.Services.GetRequiredService<TroubleOptions>().Phone is null)
        {
            app.Logger.NoNurseLine();
        }

        var settings = app.Configuration;
        if (!string.IsNullOrEmpty(settings["MicrosoftAppId"]) && string.IsNullOrEmpty(settings["MicrosoftAppPassword"])
            && !string.Equals(settings["MicrosoftAppType"], "UserAssignedMSI", StringComparison.OrdinalIgnoreCase))
        {
            app.Logger.NoCredential();
        }
    }

    private static async Task<bool> HasNoPracticeAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            return await app.Services.GetRequiredService<PeopleDesk>().FindPracticeAsync(cancellationToken) is null;
        }
        catch (StorageUnavailableException)
        {
            // Not known yet; the health check says both.
            return false;
        }
    }
}
