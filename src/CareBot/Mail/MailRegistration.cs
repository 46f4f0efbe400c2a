using CareBot.Care.Links;
using CareBot.Care.Mail;
using CareBot.DirectLine;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CareBot.Mail;

public static class MailRegistration
{
    /// <summary>The letters that wait, and the links that stand in them. Nothing is sent by this alone.</summary>
    public static IServiceCollection AddLetters(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section)
            .Validate(mail => !mail.IsOn || MailboxAddress.TryParse(mail.From, out _), $"{MailOptions.Section}:From is not an e-mail address; write the sender, such as care@example.org.")
            .Validate(mail => !mail.IsOn || mail.Port is > 0 and < 65536, $"{MailOptions.Section}:Port is not a port; 587 is usual.")
            .Validate(mail => string.IsNullOrWhiteSpace(mail.Curator) || MailboxAddress.TryParse(mail.Curator, out _), $"{MailOptions.Section}:Curator is not an e-mail address; write whoever keeps the directory, such as directory@example.org.")
            .Validate(mail => MailTrust.Read(mail.Authority) is not null, $"{MailOptions.Section}:Authority is no readable file with a certificate; write the path of a PEM file.")
            .Validate(mail => mail.MaxAge > TimeSpan.Zero, $"{MailOptions.Section}:MaxAge is not a time above zero.")
            .Validate(mail => !mail.Inbox.IsOn || mail.Inbox.Port is > 0 and < 65536, $"{MailOptions.Section}:Inbox:Port is not a port; 995 is usual.")
            .Validate(mail => !mail.Inbox.IsOn || mail.IsOn, $"{MailOptions.Section}:Inbox is read for answers to what is sent; set {MailOptions.Section}:Host as well.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton(provider => Switch(provider.GetRequiredService<IOptions<MailOptions>>().Value)).AddSingleton<MailDesk>()
            .AddSingleton(provider => PublicAddresses.Of(provider.GetRequiredService<IConfiguration>(), provider.GetService<IHostEnvironment>()?.IsDevelopment() == true))
            .AddSingleton<LinkSecret>(provider => async token => (await provider.GetRequiredService<SigningKey>().GetAsync(token)).Key)
            .AddSingleton<LinkTokens>();
    }

    private static MailSwitch Switch(MailOptions mail) =>
        new(mail.IsOn, mail is { IsOn: true, Inbox.IsOn: true } && MailboxAddress.TryParse(mail.From, out var from) ? from.Address : null, string.IsNullOrWhiteSpace(mail.Curator) ? null : mail.Curator);

    /// <summary>Sends them, and reads the answers.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services) =>
        services.AddSingleton<MailTrust>().AddSingleton<MailPost>().AddSingleton<LostLetters>().AddSingleton<LetterLost>(provider => provider.GetRequiredService<LostLetters>().TellAsync).AddSingleton<MailSender>().AddHostedService<MailWorker>()
            .AddSingleton<MailInbox>().AddHostedService<MailInboxWorker>();
}
