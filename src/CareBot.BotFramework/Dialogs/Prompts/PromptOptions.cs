using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareBot.BotFramework;

/// <summary>What a prompt asks, and how it asks again. Stored while the prompt is open.</summary>
public class PromptOptions
{
    public Activity? Prompt { get; set; }

    /// <summary>Sent instead of <see cref="Prompt"/> after an answer that was not accepted.</summary>
    public Activity? RetryPrompt { get; set; }

    public IList<Choice>? Choices { get; set; }

    /// <summary>The prompt's own style when null.</summary>
    public ListStyle? Style { get; set; }

    /// <summary>For the validator; JSON once the turn that began the prompt is over.</summary>
    public object? Validations { get; set; }

    /// <summary>A BCP 47 tag; the turn's language when null.</summary>
    public string? RecognizeLanguage { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class PromptRecognizerResult<T>
{
    public bool Succeeded { get; set; }

    public T? Value { get; set; }
}

/// <summary>Decides whether an answer ends the prompt. It may change what was recognized. If it says something, nothing is asked again.</summary>
public delegate Task<bool> PromptValidator<T>(PromptValidatorContext<T> promptContext, CancellationToken cancellationToken);

public class PromptValidatorContext<T>
{
    internal PromptValidatorContext(
        ITurnContext turnContext,
        PromptRecognizerResult<T> recognized,
        IDictionary<string, object> state,
        PromptOptions options,
        int attemptCount)
    {
        (Context, Recognized, State, Options, AttemptCount) = (turnContext, recognized, state, options, attemptCount);
    }

    public ITurnContext Context { get; }

    public PromptRecognizerResult<T> Recognized { get; }

    public PromptOptions Options { get; }

    /// <summary>The prompt's own memory, which lasts while it is open.</summary>
    public IDictionary<string, object> State { get; }

    /// <summary>One for the first answer.</summary>
    public int AttemptCount { get; }
}
