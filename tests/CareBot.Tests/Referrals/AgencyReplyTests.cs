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
}
