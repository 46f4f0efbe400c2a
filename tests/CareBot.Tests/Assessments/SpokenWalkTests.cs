using CareBot.Care.Assessments;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Tests.Host;

namespace CareBot.Tests.Assessments;

/// <summary>The random walks once more through the bot itself: words are typed, the host is the served one, and what the record holds is what was said last.</summary>
public sealed class SpokenWalkTests
{
    private const int Walks = 6;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    // What stops for somebody's safety has tests of its own; here only answers that go on are typed.
    public static TheoryData<string> Shipped => [.. Instruments.All.Where(one => one.Name != "asq").Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task What_was_said_last_is_what_the_record_holds_whatever_way_it_was_reached(string name)
    {
        var instrument = Instruments.Named(name);
        for (var seed = 0; seed < Walks; seed++)
        {
            await using var bot = new BotFixture();
            var walk = new SpokenWalk(bot, instrument, seed);
            await walk.GoAsync();
            var record = Assert.Single(await bot.Get<AssessmentDesk>().HistoryAsync(new PatientId("dot"), name, Cancelled));
            var asked = instrument.Flow.Questions(record.Answers).Select(item => item.LinkId).ToList();
            Assert.Equal(asked.Order(), record.Answers.Keys.Order());
            Assert.All(record.Answers, answer => Assert.True(walk.Said[answer.Key].Says(answer.Value), $"{name}, seed {seed}, {answer.Key}"));
        }
    }

    [Theory]
    [InlineData("lists")]
    [InlineData("household")]
    public async Task Of_lists_and_groups_that_repeat_too_the_record_holds_what_was_said_last(string name)
    {
        var form = name == "lists" ? MadeForms.Lists : MadeForms.Household;
        var instrument = new Instrument(MadeForms.Read(form), null);
        for (var seed = 0; seed < Walks; seed++)
        {
            await using var bot = new BotFixture();
            await bot.SendAsync(form, "dot");
            var walk = new SpokenWalk(bot, instrument, seed);
            await walk.GoAsync();
            var record = await bot.DoneAsync(form, "dot");
            Assert.Equal(instrument.Flow.Questions(record.Answers).Select(item => item.LinkId).Order(), record.Answers.Keys.Order());
            Assert.All(record.Answers, answer => Assert.True(walk.Said[answer.Key].Says(answer.Value), $"{name}, seed {seed}, {answer.Key}"));
        }
    }
}

/// <summary>Somebody who answers, goes back, changes, skips, puts aside and begins again by typing.</summary>
internal sealed class SpokenWalk(BotFixture bot, Instrument instrument, int seed)
{
    private const int Detours = 8;

#pragma warning disable CA5394 // Not for secrets: the same seed has to give the same walk.
    private readonly Random _random = new(seed);
    private int _detours;

    public Dictionary<string, ItemAnswer> Said { get; } = [];

    public async Task GoAsync()
    {
        await bot.SayAsync("dot", instrument.Interpretation is null ? "questions" : instrument.Name);
        for (var turn = 0; await OpenAsync() is { } response; turn++)
        {
            Assert.True(turn < 200, $"{instrument.Name}, seed {seed}: does not end.");
            await StepAsync(response);
        }
    }

    private async Task StepAsync(AssessmentResponse response)
    {
        var last = (await bot.TranscriptAsync("dot"))[^1].Text ?? "";
        if (last.Contains("is it safe to answer?", StringComparison.Ordinal))
        {
            await bot.SayAsync("dot", "yes");
        }
        else if (last.Contains("Do you want to go on?", StringComparison.Ordinal))
        {
            await bot.SayAsync("dot", "go on now");
        }
        else if (_detours < Detours && _random.Next(3) == 0)
        {
            _detours++;
            await DetourAsync();
        }
        else
        {
            await AnswerAsync(Asked(last, response));
        }
    }

    private Task DetourAsync() => _random.Next(4) switch
    {
        0 => bot.SayAsync("dot", "back"),
        1 => bot.SayAllAsync("dot", "not now", "resume"),
        2 => bot.SayAsync("dot", "start again"),
        _ => bot.SayAsync("dot", "help"),
    };

    /// <summary>The question that the bot shows, found by its number.</summary>
    private QuestionItem Asked(string shown, AssessmentResponse response)
    {
        var questions = instrument.Flow.Questions(response.Answers);
        var number = int.Parse(System.Text.RegularExpressions.Regex.Match(shown, @"Question (\d+) of").Groups[1].Value, null);
        return questions[number - 1];
    }

    private async Task AnswerAsync(QuestionItem item)
    {
        if (_random.Next(6) == 0)
        {
            Said[item.LinkId] = ItemAnswer.Without(AbsentReason.AskedDeclined);
            await bot.SayAsync("dot", "skip");
            return;
        }

        if (item.TakesSeveral && instrument.Interpretation is null)
        {
            await ListAsync(item);
            return;
        }

        if (item.Options.Count == 0)
        {
            var (said, value) = One(item);
            Said[item.LinkId] = ItemAnswer.Of(value);
            await bot.SayAsync("dot", said);
            return;
        }

        var stops = (instrument.Interpretation?.Stops ?? []).Where(stop => stop.When.Items.Contains(item.LinkId)).SelectMany(stop => stop.When.Codes).ToHashSet();
        // The lowest of a private question, so that no total of them calls a human.
        var option = instrument.Sensitive(item.LinkId) is not null ? item.Options[0] : item.Options.Where(one => !stops.Contains(one.Code)).ElementAt(_random.Next(item.Options.Count(one => !stops.Contains(one.Code))));
        Said[item.LinkId] = ItemAnswer.Of(option.Value);
        await bot.SayAsync("dot", $"#{item.Options.ToList().IndexOf(option) + 1}");
        if (item.TakesSeveral && !option.Alone)
        {
            await bot.SayAsync("dot", "that is all");
        }
    }

    /// <summary>A few one after the other, now and then one too many that is taken back.</summary>
    private async Task ListAsync(QuestionItem item)
    {
        var most = Math.Min(item.MostAnswers ?? 3, item.Options.Count > 0 ? item.Options.Count : 3);
        var count = _random.Next(item.FewestAnswers ?? 1, most + 1);
        var given = new List<AnswerValue>();
        while (given.Count < count)
        {
            var option = item.Options.Count == 0 ? null : item.Options.Where(one => !given.Contains(one.Value)).OrderBy(_ => _random.Next()).First();
            var (said, value) = option is null ? One(item) : (option.Label.Text, option.Value);
            await bot.SayAsync("dot", said);
            if (given.Count < count - 1 && _random.Next(4) == 0)
            {
                await bot.SayAsync("dot", "back");
                continue;
            }

            given.Add(value);
        }

        Said[item.LinkId] = new ItemAnswer(item.Options.Count == 0 ? given : [.. item.Options.Select(option => option.Value).Where(given.Contains)]);
        if (count < (item.MostAnswers ?? int.MaxValue))
        {
            await bot.SayAsync("dot", "that is all");
        }
    }

    /// <summary>One value, and how it is typed.</summary>
    private (string Said, AnswerValue Value) One(QuestionItem item)
    {
        var number = _random.Next((int)(item.Lowest ?? 0), (int)(item.Highest ?? 10) + 1);
        var yes = item.AsksForMore ? _random.Next(3) == 0 : instrument.Interpretation is null && number % 2 == 0;
        return item.Type switch
        {
            ItemType.Boolean => (yes ? "yes" : "no", new AnswerValue.Truth(yes)),
            ItemType.String => ($"some words {number}", new AnswerValue.Words($"some words {number}")),
            ItemType.Date => ($"2/{number + 1}/2026", new AnswerValue.Day(new DateOnly(2026, 2, number + 1))),
            _ => ($"{number}", new AnswerValue.Number(number)),
        };
    }

    private async Task<AssessmentResponse?> OpenAsync()
    {
        var line = (await bot.ChartAsync("dot")).Assessments.Single(one => one.Name == instrument.Name);
        return await bot.Get<AssessmentDesk>().FindAsync(new PatientId("dot"), line.Id, TestContext.Current.CancellationToken) is { CompletedAt: null } open ? open : null;
    }
#pragma warning restore CA5394
}
