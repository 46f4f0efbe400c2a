using System.Collections.Concurrent;
using CareBot.Background;
using CareBot.Care.Alerts;
using CareBot.Care.Appointments;
using CareBot.Care.Assessments;
using CareBot.Care.Barriers;
using CareBot.Care.CareNotes;
using CareBot.Care.Caseload;
using CareBot.Care.CheckIns;
using CareBot.Care.Consent;
using CareBot.Care.Covering;
using CareBot.Care.Links;
using CareBot.Care.Messages;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Plans;
using CareBot.Care.Referrals;
using CareBot.Care.ResourceDirectory;
using CareBot.Dialogs;
using CareBot.Dialogs.GetHelpNow;
using CareBot.Identity;
using CareBot.Mail;
using CareBot.Turns;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CareBot;

/// <summary>What the host is made of, beside the store and the dialogs.</summary>
public static class CareRegistration
{
    // Content does not change while a process runs: hosts of one process that share a folder share what was read there.
    private static readonly ConcurrentDictionary<string, ContentLibrary> Contents = new(StringComparer.Ordinal);

    /// <summary>The bot without any channel: content, dialogs, desks, turns, clock. The host and the verbs that talk build on it.</summary>
    public static IServiceCollection AddBot(this IServiceCollection services, IConfiguration configuration) =>
        services.AddBot(configuration, Contents.GetOrAdd(ContentRoot(configuration), ContentLibrary.Load));

    /// <summary>The same, of content that is loaded already.</summary>
    internal static IServiceCollection AddBot(this IServiceCollection services, IConfiguration configuration, ContentLibrary content)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new TroubleOptions(configuration["CareBot:NurseLine"] is { } line && !string.IsNullOrWhiteSpace(line) ? line : null));
        return services.AddDialogs(content).AddCare().AddTurns();
    }

    /// <summary>Where the content lies: <c>CareBot:ContentRoot</c>, else beside the program.</summary>
    public static string ContentRoot(IConfiguration configuration) =>
        configuration["CareBot:ContentRoot"] ?? Path.Combine(AppContext.BaseDirectory, "content");

    /// <summary>The desks of the care domain.</summary>
    public static IServiceCollection AddCare(this IServiceCollection services) => services
        .AddSingleton<Charts>().AddSingleton<PeopleDesk>().AddSingleton<Agenda>().AddSingleton<EnrolDesk>()
        .AddSingleton<CheckInDesk>().AddSingleton<AlertDesk>().AddSingleton<SnoozeDesk>().AddSingleton<CaseloadDesk>().AddSingleton<EmergencyDesk>().AddSingleton<LadderDesk>().AddSingleton<PauseDesk>()
        .AddSingleton<QuestionnaireLibrary>().AddSingleton<AssessmentDesk>().AddSingleton<SendingDesk>().AddSingleton<FunnelDesk>().AddSingleton<AnsweringDesk>().AddSingleton<PlanDesk>().AddSingleton<NoteDesk>().AddSingleton<IDueRules, PlanOutreach>().AddSingleton<AnsweringNow>()
        .AddSingleton<DirectoryStore>().AddSingleton<DirectoryDesk>()
        .AddSingleton<DirectoryServices>().AddSingleton<ReferralDesk>().AddSingleton<ReferralBoard>()
        .AddSingleton<ProviderDesk>().AddSingleton<SlotDesk>().AddSingleton<WaitingList>().AddSingleton<AppointmentDesk>().AddSingleton<ClaimWatch>().AddSingleton<SupportDesk>().AddSingleton<CalendarDesk>().AddSingleton<VisitReplyDesk>().AddSingleton<BarrierDesk>().AddSingleton<FamilyDesk>().AddSingleton<ChatLinkDesk>().AddSingleton<IDueRules, VisitReminders>()
        .AddSingleton<MessageDesk>().AddSingleton<IDueRules, MessageOutreach>().AddSingleton<CoverDesk>().AddSingleton<IDueRules, CoverOutreach>().AddSingleton<IDueRules, AlertNotices>().AddSingleton<IDueRules, AssessmentOutreach>().AddSingleton<IDueRules, CheckInInvitations>().AddSingleton<IDueRules, SilenceNudges>().AddSingleton<IDueRules, ReferralClocks>()
        .AddSingleton<OutreachRules>().AddSingleton<OutreachDesk>().AddSingleton<ClockWatch>()
        .AddLetters();

    /// <summary>The gate that every turn goes through, and who is speaking.</summary>
    public static IServiceCollection AddTurns(this IServiceCollection services) => services
        .AddSingleton<ConversationLog>().AddSingleton<ConversationFeed>().AddSingleton<ConversationQueue>()
        .AddSingleton<PendingConversations>().AddSingleton<Outbox>()
        .AddSingleton<EmergencySpool>().AddSingleton<TurnGate>().AddSingleton<SpeakerMiddleware>();

    /// <summary>The Bot Connector's side: tokens, the adapter, and the outbox that replies leave by.</summary>
    public static IServiceCollection AddConnector(this IServiceCollection services)
    {
        services.AddSingleton<BotFrameworkAuthentication>(provider => new ConfigurationBotFrameworkAuthentication(
            provider.GetRequiredService<IConfiguration>(), logger: provider.GetRequiredService<ILogger<CloudAdapter>>()));
        services.AddSingleton(provider => new CloudAdapter(provider.GetRequiredService<BotFrameworkAuthentication>(), provider.GetRequiredService<ILogger<CloudAdapter>>()));
        services.AddOptions<OutboxOptions>().BindConfiguration(OutboxOptions.Section)
            .Validate(options => options.MaxAge > TimeSpan.Zero, $"{OutboxOptions.Section}:{nameof(OutboxOptions.MaxAge)} is not a time above zero.").ValidateOnStart();
        services.AddHealthChecks().AddCheck<ConnectorHealth>("connector");
        services.AddSingleton<ReplyPost>().AddSingleton<LostAddresses>().AddSingleton<ReplySender>().AddHostedService<OutboxWorker>();
        return services.AddSingleton<IBotFrameworkHttpAdapter>(provider => provider.GetRequiredService<CloudAdapter>());
    }

    /// <summary>The clock that looks at what is due.</summary>
    public static IServiceCollection AddOutreach(this IServiceCollection services) =>
        services.AddSingleton<Roads>().AddSingleton<Outreach>().AddHostedService<CareClock>();

    /// <summary>Puts the plain words, the gate and the speaker before the bot, on an adapter.</summary>
    public static void GuardTurns(this IServiceProvider services, BotAdapter adapter) =>
        adapter.Use(new PlainWords()).Use(services.GetRequiredService<TurnGate>()).Use(services.GetRequiredService<SpeakerMiddleware>());
}
