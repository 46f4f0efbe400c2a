using CareBot.Mail;
using CareBot.Pages;

namespace CareBot.Verbs;

/// <summary>What a newcomer is told when the host has started in Development.</summary>
internal static class StartLinks
{
    public static void Write(WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            return;
        }

        var origin = PublicAddresses.OnThisMachine(app.Urls.FirstOrDefault() ?? "http://localhost:3978");
        var rosa = app.Services.GetServices<DemoPatient>().FirstOrDefault();
        Console.WriteLine($"""

            CareBot is listening. Try:
              Patient chat   {origin}/chat?as={rosa?.Key}        ({rosa?.Name}, Spanish; or as=walt, English)
              Family page    {origin}/family
              Health         {origin}/health
              Coordinator    npx -y @microsoft/m365agentsplayground@0.2.28 start -e {origin}/api/messages -c msteams
                             (in tests/playground, whose configuration makes you Maria Ortiz, the coordinator)
            """);
    }
}
