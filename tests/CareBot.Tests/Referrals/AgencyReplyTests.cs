using CareBot.Care.Referrals;
using CareBot.Dialogs.ReferPatient;
using CareBot.Dialogs.Voice.Understanding;
using CareBot.Tests.Architecture;

namespace CareBot.Tests.Referrals;

public sealed class AgencyReplyTests
{
    private static readonly AgencyReply Replies = new(PhraseBook.Load(Repository.Root));

    [Theory]
    [InlineData("accepted", ReferralState.Accepted, null)]
    [InlineData("Hello Maria,\n\nYes, we can help.\n\nEwa", ReferralState.Accepted, null)]
    [InlineData("FULL", ReferralState.Declined, NoReason.Full)]
    [InlineData("Hola:\nNo hay cupo.\nGracias", ReferralState.Declined, NoReason.Full)]
    [InlineData("No", ReferralState.Declined, NoReason.Other)]
    [InlineData("not eligible", ReferralState.Declined, NoReason.NotEligible)]
    [InlineData("Lista de espera", ReferralState.Waitlisted, null)]
    [InlineData("Done.", ReferralState.Delivered, null)]
    public void A_plain_word_is_an_answer_in_both_languages(string body, ReferralState state, NoReason? reason)
    {
        var answer = Replies.Read(Replies.Own(body));
        Assert.Equal((state, reason), (answer!.State, answer.Reason));
    }

    [Theory]
    [InlineData("Yes, but not before June")]
    [InlineData("We accepted her last year and she never came")]
    [InlineData("Can you call me about this?")]
    [InlineData("We are out of office until Monday")]
    [InlineData("")]
    public void Whatever_says_more_is_no_answer_and_a_human_reads_it(string body) => Assert.Null(Replies.Read(Replies.Own(body)));

    [Fact]
    public void The_letter_that_is_answered_does_not_count()
    {
        const string Body = "Full\r\n\r\nOn Mon, Mar 2, 2026 at 4:00 PM Lakeside Care wrote:\r\n> Yes, we can help\r\n> accepted";
        Assert.Equal("Full", Replies.Own(Body));
        Assert.Equal(NoReason.Full, Replies.Read(Replies.Own(Body))!.Reason);
    }

    [Theory]
    [InlineData("Full\n-- \nEwa\nIf you are in crisis, call 988.")]
    [InlineData("On Mon, Mar 2, 2026 at 4:00 PM Lakeside Care <care@lakeside.example>\nwrote:\n> Can you help?\n\nFull")]
    [InlineData("Full\n\nFrom: Lakeside Care\nSent: Monday, March 2, 2026\nCan you help?")]
    [InlineData("Full\n\nDe: Lakeside Care\nEnviado el: lunes\n¿Pueden ayudar?")]
    [InlineData("Full\n-----Original Message-----\nCan you help?")]
    [InlineData("Full\n\nOn Mar 2, 2026, Lakeside Care <care@lakeside.example> wrote:\n\nCan you help?")]
    [InlineData("Full\nSent from my iPhone")]
    public void Neither_signature_nor_letter_counts_wherever_the_answer_stands(string body) => Assert.Equal("Full", Replies.Own(body));

    [Theory]
    [InlineData("From what she says she wants to die")]
    [InlineData("De lo que nos dijo, quiere morirse")]
    [InlineData("On Monday she wrote:\nI want to die")]
    [InlineData("We read her original message again:\nshe wants to die")]
    [InlineData("Sent from my desk: she wants to die")]
    public void What_only_looks_like_a_letter_is_kept_whole(string body) => Assert.Equal(body, Replies.Own(body));

    [Theory]
    [InlineData("We are full.\nIf you are in crisis, call or text 988.\n", "We are full.\n")]
    [InlineData("If you or someone you know is having thoughts of\nsuicide, call or text 988.", "")]
    [InlineData("She can come. If this is a medical emergency, call 911.", "She can come. ")]
    [InlineData("Si usted está en crisis, llame al 988.", "")]
    [InlineData("En caso de emergencia, llame al 911.", "")]
    [InlineData("If you are having a medical emergency, please call 911 or go to the nearest emergency room.", "")]
    [InlineData("If you are experiencing thoughts of suicide, call the Suicide & Crisis Lifeline at 988.", "")]
    [InlineData("Please do not use e-mail for emergencies. Call 911.", "")]
    [InlineData("Need help now? Call or text 988, the Suicide & Crisis Lifeline.", "")]
    [InlineData("If you are a victim of domestic violence call 1-800-799-7233.", "")]
    [InlineData("Si usted o alguien que conoce tiene pensamientos de suicidio, llame o escriba al 988.", "")]
    [InlineData("Call 911.", "Call 911.")]
    [InlineData("A medical emergency, please call 911.", "A medical emergency, please call 911.")]
    [InlineData("Necesita ayuda ahora, llame al 988.", "Necesita ayuda ahora, llame al 988.")]
    [InlineData("If she is in crisis, call 988.", "If she is in crisis, call 988.")]
    [InlineData("If you are in crisis, call 988 she said to us, and hung up.", "If you are in crisis, call 988 she said to us, and hung up.")]
    public void Advice_to_everybody_is_not_about_the_patient(string words, string meant) => Assert.Equal(meant, Replies.Meant(words));
}
