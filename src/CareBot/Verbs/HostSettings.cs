namespace CareBot.Verbs;

/// <summary>The settings of every verb but <c>serve</c>, which may be told more: appsettings beside the program, then the environment.</summary>
internal static class HostSettings
{
    /// <param name="data">What <c>--data</c> says; null where it was not given.</param>
    public static IConfiguration Read(string? data = null)
    {
        var environment = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? Environments.Production;
        try
        {
            return new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory)
                .AddJsonFile("appsettings.json").AddJsonFile($"appsettings.{environment}.json", optional: true).AddEnvironmentVariables()
                .AddInMemoryCollection(data is null ? [] : [new("CareBot:DataFolder", data)]).Build();
        }
        catch (InvalidDataException broken)
        {
            throw new RefusedException($"{broken.Message} Correct the JSON of that file.", broken);
        }
    }

    /// <summary>The folder that holds dialogs/ and cards/.</summary>
    public static string ContentRoot() => CareRegistration.ContentRoot(Read());
}
