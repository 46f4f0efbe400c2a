using CareBot.Dialogs.AskCaseload;
using CareBot.Dialogs.DailyCheckIn;
using CareBot.Dialogs.GetHelpNow;
using CareBot.Dialogs.ReviewAlerts;
using CareBot.Dialogs.SendAssessment;
using CareBot.Dialogs.TakeAssessment;
using Microsoft.Extensions.DependencyInjection;

namespace CareBot.Dialogs;

public static class DialogsRegistration
{
    /// <summary>Adds the bot: its content, its dialogs in the order in which they may claim a message, and the handler.</summary>
    /// <param name="services">Where the desks of Care and a <c>TimeProvider</c> are registered too.</param>
    /// <param name="content">As loaded at start.</param>
    public static IServiceCollection AddDialogs(this IServiceCollection services, ContentLibrary content)
    {
        services.AddSingleton(content).AddSingleton(content.Texts).AddSingleton(content.Deck).AddSingleton(content.Phrases)
            .AddSingleton(content.Choices).AddSingleton(content.Numbers).AddSingleton(content.Dates).AddSingleton(content.Commands).AddSingleton(content.Listener)
            .AddSingleton(content.Ladder).AddSingleton(content.Outreach).AddSingleton(content.Protocols);
        services.AddSingleton(content.Instruments);
        services.AddSingleton<Outlooks>().AddSingleton<SmallTalk>().AddSingleton<OutreachWords>().AddSingleton<AnswerReader>().AddSingleton<CheckInSpeech>()
            .AddSingleton<AlertWords>().AddSingleton<StandingWords>().AddSingleton<Trouble>();
        services.AddSingleton<AssessPatientDialog>().AddSingleton<IOutreachWords, AssessmentNotices>();
        services.AddSingleton<HelpDialog>().AddSingleton<DailyCheckInDialog>().AddSingleton<ReviewAlertsDialog>().AddSingleton<AskCaseloadDialog>().AddSingleton<PatientFinder>();
        services.AddSingleton<QuestionnaireDialog>().AddSingleton<AssessmentStarter>().AddSingleton<QuestionSpeech>().AddSingleton<ItemAnswerReader>();
        services.AddSingleton<IOutreachWords, CheckInInvitation>().AddSingleton<IOutreachWords, AlertNotice>();
        services.AddSingleton(provider => new DialogMenu(
        [
            provider.GetRequiredService<HelpDialog>(),
            provider.GetRequiredService<QuestionnaireDialog>(),
            provider.GetRequiredService<AssessPatientDialog>(),
            provider.GetRequiredService<DailyCheckInDialog>(),
            provider.GetRequiredService<ReviewAlertsDialog>(),
            provider.GetRequiredService<AskCaseloadDialog>(),
        ]));
        return services.AddSingleton<IBot, CareBotHandler>();
    }
}
