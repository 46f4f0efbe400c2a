using CareBot.Dialogs.AskCaseload;
using CareBot.Dialogs.BookAppointment;
using CareBot.Dialogs.CoverPatients;
using CareBot.Dialogs.CurateListings;
using CareBot.Dialogs.DailyCheckIn;
using CareBot.Dialogs.EnrolPatient;
using CareBot.Dialogs.FindResource;
using CareBot.Dialogs.GetHelpNow;
using CareBot.Dialogs.InvitePatient;
using CareBot.Dialogs.PauseMessages;
using CareBot.Dialogs.ReadPlan;
using CareBot.Dialogs.ReadRecord;
using CareBot.Dialogs.ReferPatient;
using CareBot.Dialogs.ReviewAlerts;
using CareBot.Dialogs.SendAssessment;
using CareBot.Dialogs.SetThreshold;
using CareBot.Dialogs.SnoozeAlert;
using CareBot.Dialogs.TakeAssessment;
using CareBot.Dialogs.WriteMessage;
using CareBot.Dialogs.WriteNote;
using Microsoft.Extensions.DependencyInjection;

namespace CareBot.Dialogs;

public static class DialogsRegistration
{
    /// <summary>Adds the bot: its content, its dialogs in the order in which they may claim a message, and the handler.</summary>
    /// <param name="services">Where the desks of Care and a <c>TimeProvider</c> are registered too.</param>
    /// <param name="content">As loaded at start.</param>
    public static IServiceCollection AddDialogs(this IServiceCollection services, ContentLibrary content)
    {
        services.AddSingleton(content).AddSingleton(content.Texts).AddSingleton(content.Deck).AddSingleton(content.Phrases).AddSingleton(content.Choices)
            .AddSingleton(content.Numbers).AddSingleton(content.Dates).AddSingleton(content.Commands).AddSingleton(content.Spoken).AddSingleton(content.OwnWords)
            .AddSingleton(content.Listener).AddSingleton(content.Ladder).AddSingleton(content.Outreach).AddSingleton(content.Protocols).AddSingleton(content.Plan)
            .AddSingleton(content.Time).AddSingleton(content.Instruments).AddSingleton(content.Needs).AddSingleton(content.Places).AddSingleton(content.Caseload)
            .AddSingleton(content.Referrals).AddSingleton(content.Visits);
        services.AddSingleton<Outlooks>().AddSingleton<SmallTalk>().AddSingleton<Asides>().AddSingleton<OutreachWords>().AddSingleton<Silence>();
        services.AddSingleton<StandingWords>().AddSingleton<AskCaseloadDialog>().AddSingleton<PatientFinder>().AddSingleton<PhoneNumbers>().AddSingleton<Namesakes>()
            .AddSingleton<CaseloadLists>().AddSingleton<CaseloadTitles>().AddSingleton<PatientWords>().AddSingleton<WaitingTooLong>().AddSingleton<MyDay>();
        services.AddSingleton<VisitTimes>().AddSingleton<VisitWords>().AddSingleton<VisitTroubles>().AddSingleton<VisitMail>()
            .AddSingleton<IOutreachLetters>(provider => provider.GetRequiredService<VisitMail>()).AddSingleton<VisitAsking>().AddSingleton<BookAppointmentDialog>()
            .AddSingleton<PlanVisitsDialog>().AddSingleton<NoteDischargeDialog>().AddSingleton<ArrangeSupportDialog>().AddSingleton<ResolveBarriersDialog>()
            .AddSingleton<LetFamilyBookDialog>().AddSingleton<KeepEmailDialog>().AddSingleton<FamilyLinks>().AddSingleton<AddFamilyDialog>()
            .AddSingleton<IOutreachWords, VisitNotice>();
        services.AddSingleton<CoverPatientsDialog>().AddSingleton<IOutreachWords, CoverNotice>();
        services.AddSingleton<CuratorNotice>().AddSingleton<CurateListingsDialog>();
        services.AddSingleton<AnswerReader>().AddSingleton<CheckInSpeech>().AddSingleton<DailyCheckInDialog>().AddSingleton<CheckInKeeper>()
            .AddSingleton<HowOftenDialog>().AddSingleton<IOutreachWords, CheckInInvitation>();
        services.AddSingleton<EnrolPatientDialog>();
        services.AddSingleton<ListingWords>().AddSingleton<ListingPick>().AddSingleton<FindResourceDialog>();
        services.AddSingleton<Trouble>().AddSingleton<HelpWords>().AddSingleton<HelpDialog>().AddSingleton<IOutreachWords, CheckOnYou>();
        services.AddSingleton<InvitePatientDialog>();
        services.AddSingleton<PauseMessagesDialog>().AddSingleton<SignOfLife>();
        services.AddSingleton<ReadPlanDialog>().AddSingleton<PlanForDialog>().AddSingleton<PlanWords>().AddSingleton<IOutreachWords, PlanNotice>();
        services.AddSingleton<ReadRecordDialog>();
        services.AddSingleton<ReferralLinks>().AddSingleton<AgencyLetters>().AddSingleton<IOutreachLetters>(provider => provider.GetRequiredService<AgencyLetters>())
            .AddSingleton<ReferralWords>().AddSingleton<ReferralLists>().AddSingleton<ReferPatientDialog>().AddSingleton<AnswerReferralDialog>()
            .AddSingleton<IOutreachWords, ReferralOutreach>();
        services.AddSingleton<AlertWords>().AddSingleton<ReviewAlertsDialog>().AddSingleton<WhichAlertDialog>().AddSingleton<IOutreachWords, AlertNotice>();
        services.AddSingleton<AssessPatientDialog>().AddSingleton<IOutreachWords, AssessmentNotices>();
        services.AddSingleton<SetThresholdDialog>();
        services.AddSingleton<SnoozeAlertDialog>();
        services.AddSingleton<QuestionnaireDialog>().AddSingleton<AnsweringForDialog>().AddSingleton<AssessmentStarter>().AddSingleton<QuestionSpeech>()
            .AddSingleton<ItemAnswerReader>().AddSingleton<SafetyStops>();
        services.AddSingleton<WriteMessageDialog>().AddSingleton<TellTeamDialog>().AddSingleton<IOutreachWords, MessageNotice>();
        services.AddSingleton<WriteNoteDialog>();
        services.AddSingleton(provider => new DialogMenu(
        [
            provider.GetRequiredService<HelpDialog>(),
            provider.GetRequiredService<WriteNoteDialog>(),
            provider.GetRequiredService<LetFamilyBookDialog>(),
            provider.GetRequiredService<KeepEmailDialog>(),
            provider.GetRequiredService<BookAppointmentDialog>(),
            provider.GetRequiredService<QuestionnaireDialog>(),
            provider.GetRequiredService<AnsweringForDialog>(),
            provider.GetRequiredService<DailyCheckInDialog>(),
            provider.GetRequiredService<HowOftenDialog>(),
            provider.GetRequiredService<AssessPatientDialog>(),
            provider.GetRequiredService<ReviewAlertsDialog>(),
            provider.GetRequiredService<WhichAlertDialog>(),
            provider.GetRequiredService<SnoozeAlertDialog>(),
            provider.GetRequiredService<CoverPatientsDialog>(),
            provider.GetRequiredService<PauseMessagesDialog>(),
            provider.GetRequiredService<AskCaseloadDialog>(),
            provider.GetRequiredService<AddFamilyDialog>(),
            provider.GetRequiredService<InvitePatientDialog>(),
            provider.GetRequiredService<EnrolPatientDialog>(),
            provider.GetRequiredService<WriteMessageDialog>(),
            provider.GetRequiredService<TellTeamDialog>(),
            provider.GetRequiredService<SetThresholdDialog>(),
            provider.GetRequiredService<ArrangeSupportDialog>(),
            provider.GetRequiredService<ResolveBarriersDialog>(),
            provider.GetRequiredService<NoteDischargeDialog>(),
            provider.GetRequiredService<PlanVisitsDialog>(),
            provider.GetRequiredService<ReadPlanDialog>(),
            provider.GetRequiredService<ReadRecordDialog>(),
            provider.GetRequiredService<PlanForDialog>(),
            provider.GetRequiredService<ReferPatientDialog>(),
            provider.GetRequiredService<AnswerReferralDialog>(),
            provider.GetRequiredService<CurateListingsDialog>(),
            provider.GetRequiredService<FindResourceDialog>(),
        ]));
        return services.AddSingleton<IBot, CareBotHandler>();
    }
}
