using CareBot.Care.Patients;
using CareBot.Dialogs;
using CareBot.Storage;

namespace CareBot.Verbs;

/// <summary>What a verb needs that works on the records.</summary>
internal static class VerbServices
{
    /// <param name="data">What <c>--data</c> says.</param>
    /// <param name="content">Where it is loaded already.</param>
    /// <param name="more">Adds to the bot without channels.</param>
    public static ServiceProvider Build(string? data, ContentLibrary? content = null, Action<IServiceCollection>? more = null)
    {
        var configuration = HostSettings.Read(data);
        var services = new ServiceCollection().AddSingleton(configuration).AddLogging();
        services.AddRecords(configuration).AddBot(configuration, content ?? ContentLibrary.Load(CareRegistration.ContentRoot(configuration)));
        more?.Invoke(services);
        return services.BuildServiceProvider();
    }

    /// <summary>The same over records that are there; none are made in order to look into them.</summary>
    /// <exception cref="RefusedException">There are none.</exception>
    public static ServiceProvider Open(string? data, ContentLibrary? content = null) =>
        RecordsRegistration.AreThere(HostSettings.Read(data)) ? Build(data, content) : throw NoPractice();

    /// <summary>The same over a practice that is set up.</summary>
    /// <exception cref="RefusedException">None is.</exception>
    public static async Task<ServiceProvider> OpenPracticeAsync(string? data, ContentLibrary? content = null)
    {
        var services = Open(data, content);
        if (await services.GetRequiredService<PeopleDesk>().FindPracticeAsync(CancellationToken.None) is not null)
        {
            return services;
        }

        await services.DisposeAsync();
        throw NoPractice();
    }

    private static RefusedException NoPractice() => new("No practice is set up in this data folder: run the verb 'import practice' first (or 'seed' for the demo practice), or name another folder with --data.");
}
