using System.Net;

namespace CareBot.BotFramework;

/// <summary>A bot that also takes what Teams alone sends: message extensions, dialogs, tabs, files, teams, channels and meetings.</summary>
public partial class TeamsActivityHandler : ActivityHandler
{
    protected override async Task<InvokeResponse?> OnInvokeActivityAsync(
        ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken)
    {
        try
        {
            return turnContext.Activity is { Name: null, ChannelId: Channels.Msteams }
                ? await OnTeamsCardActionInvokeAsync(turnContext, cancellationToken)
                : await OnNamedInvokeAsync(turnContext, cancellationToken);
        }
        catch (InvokeResponseException e)
        {
            return e.CreateInvokeResponse();
        }
    }

    protected virtual Task<InvokeResponse> OnTeamsCardActionInvokeAsync(
        ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) => throw NotImplemented();

    protected override Task OnSignInInvokeAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) =>
        OnTeamsSigninVerifyStateAsync(turnContext, cancellationToken);

    protected virtual Task OnTeamsSigninVerifyStateAsync(
        ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) => throw NotImplemented();

    protected virtual async Task<InvokeResponse> OnTeamsFileConsentAsync(
        ITurnContext<IInvokeActivity> turnContext, FileConsentCardResponse fileConsentCardResponse, CancellationToken cancellationToken)
    {
        await (fileConsentCardResponse.Action switch
        {
            "accept" => OnTeamsFileConsentAcceptAsync(turnContext, fileConsentCardResponse, cancellationToken),
            "decline" => OnTeamsFileConsentDeclineAsync(turnContext, fileConsentCardResponse, cancellationToken),
            _ => throw new InvokeResponseException(HttpStatusCode.BadRequest, "The action is not supported."),
        });
        return CreateInvokeResponse();
    }

    protected virtual Task OnTeamsFileConsentAcceptAsync(
        ITurnContext<IInvokeActivity> turnContext, FileConsentCardResponse fileConsentCardResponse, CancellationToken cancellationToken) =>
            throw NotImplemented();

    protected virtual Task OnTeamsFileConsentDeclineAsync(
        ITurnContext<IInvokeActivity> turnContext, FileConsentCardResponse fileConsentCardResponse, CancellationToken cancellationToken) =>
            throw NotImplemented();

    protected virtual Task OnTeamsO365ConnectorCardActionAsync(
        ITurnContext<IInvokeActivity> turnContext, O365ConnectorCardActionQuery query, CancellationToken cancellationToken) =>
            throw NotImplemented();

    protected virtual Task<MessagingExtensionResponse> OnTeamsAppBasedLinkQueryAsync(
        ITurnContext<IInvokeActivity> turnContext, AppBasedLinkQuery query, CancellationToken cancellationToken) => throw NotImplemented();

    protected virtual Task<MessagingExtensionResponse> OnTeamsAnonymousAppBasedLinkQueryAsync(
        ITurnContext<IInvokeActivity> turnContext, AppBasedLinkQuery query, CancellationToken cancellationToken) => throw NotImplemented();

    protected virtual Task<MessagingExtensionResponse> OnTeamsMessagingExtensionQueryAsync(
        ITurnContext<IInvokeActivity> turnContext, MessagingExtensionQuery query, CancellationToken cancellationToken) =>
            throw NotImplemented();

    protected virtual Task<MessagingExtensionResponse> OnTeamsMessagingExtensionConfigurationQuerySettingUrlAsync(
        ITurnContext<IInvokeActivity> turnContext, MessagingExtensionQuery query, CancellationToken cancellationToken) =>
            throw NotImplemented();

    protected virtual Task<MessagingExtensionActionResponse> OnTeamsMessagingExtensionFetchTaskAsync(
        ITurnContext<IInvokeActivity> turnContext, MessagingExtensionAction action, CancellationToken cancellationToken) =>
            throw NotImplemented();

    protected virtual Task<MessagingExtensionActionResponse> OnTeamsMessagingExtensionSubmitActionDispatchAsync(
        ITurnContext<IInvokeActivity> turnContext, MessagingExtensionAction action, CancellationToken cancellationToken) =>
            action.BotMessagePreviewAction switch
            {
                null or "" => OnTeamsMessagingExtensionSubmitActionAsync(turnContext, action, cancellationToken),
                "edit" => OnTeamsMessagingExtensionBotMessagePreviewEditAsync(turnContext, action, cancellationToken),
                "send" => OnTeamsMessagingExtensionBotMessagePreviewSendAsync(turnContext, action, cancellationToken),
                _ => throw new InvokeResponseException(HttpStatusCode.BadRequest, "The preview action is not supported."),
            };

    protected virtual Task<MessagingExtensionActionResponse> OnTeamsMessagingExtensionSubmitActionAsync(
        ITurnContext<IInvokeActivity> turnContext, MessagingExtensionAction action, CancellationToken cancellationToken) =>
            throw NotImplemented();

    protected virtual Task<MessagingExtensionActionResponse> OnTeamsMessagingExtensionBotMessagePreviewEditAsync(
        ITurnContext<IInvokeActivity> turnContext, MessagingExtensionAction action, CancellationToken cancellationToken) =>
            throw NotImplemented();

    protected virtual Task<MessagingExtensionActionResponse> OnTeamsMessagingExtensionBotMessagePreviewSendAsync(
        ITurnContext<IInvokeActivity> turnContext, MessagingExtensionAction action, CancellationToken cancellationToken) =>
            throw NotImplemented();

    protected virtual Task<TaskModuleResponse> OnTeamsTaskModuleFetchAsync(
        ITurnContext<IInvokeActivity> turnContext, TaskModuleRequest taskModuleRequest, CancellationToken cancellationToken) =>
            throw NotImplemented();

    protected virtual Task<TaskModuleResponse> OnTeamsTaskModuleSubmitAsync(
        ITurnContext<IInvokeActivity> turnContext, TaskModuleRequest taskModuleRequest, CancellationToken cancellationToken) =>
            throw NotImplemented();

    protected virtual Task<TabResponse> OnTeamsTabFetchAsync(
        ITurnContext<IInvokeActivity> turnContext, TabRequest tabRequest, CancellationToken cancellationToken) => throw NotImplemented();

    protected virtual Task<TabResponse> OnTeamsTabSubmitAsync(
        ITurnContext<IInvokeActivity> turnContext, TabSubmit tabSubmit, CancellationToken cancellationToken) => throw NotImplemented();

    private static InvokeResponseException NotImplemented() => new(HttpStatusCode.NotImplemented);

    private static T ValueOf<T>(ITurnContext<IInvokeActivity> turnContext)
        where T : class =>
        ProtocolJson.To<T>(turnContext.Activity.Value)
        ?? throw new InvokeResponseException(HttpStatusCode.BadRequest, "The value is missing or of another shape.");

    private async Task<InvokeResponse?> OnNamedInvokeAsync(ITurnContext<IInvokeActivity> turn, CancellationToken token)
    {
        switch (turn.Activity.Name)
        {
            case "fileConsent/invoke":
                return await OnTeamsFileConsentAsync(turn, ValueOf<FileConsentCardResponse>(turn), token);
            case "actionableMessage/executeAction":
                await OnTeamsO365ConnectorCardActionAsync(turn, ValueOf<O365ConnectorCardActionQuery>(turn), token);
                return CreateInvokeResponse();
            case "composeExtension/queryLink":
                return CreateInvokeResponse(await OnTeamsAppBasedLinkQueryAsync(turn, ValueOf<AppBasedLinkQuery>(turn), token));
            case "composeExtension/anonymousQueryLink":
                return CreateInvokeResponse(await OnTeamsAnonymousAppBasedLinkQueryAsync(turn, ValueOf<AppBasedLinkQuery>(turn), token));
            case "composeExtension/query":
                return CreateInvokeResponse(await OnTeamsMessagingExtensionQueryAsync(turn, ValueOf<MessagingExtensionQuery>(turn), token));
            case "composeExtension/querySettingUrl":
                var settings = ValueOf<MessagingExtensionQuery>(turn);
                return CreateInvokeResponse(await OnTeamsMessagingExtensionConfigurationQuerySettingUrlAsync(turn, settings, token));
            case "composeExtension/fetchTask":
                return CreateInvokeResponse(await OnTeamsMessagingExtensionFetchTaskAsync(turn, ValueOf<MessagingExtensionAction>(turn), token));
            case "composeExtension/submitAction":
                var submitted = ValueOf<MessagingExtensionAction>(turn);
                return CreateInvokeResponse(await OnTeamsMessagingExtensionSubmitActionDispatchAsync(turn, submitted, token));
            case "task/fetch":
                return CreateInvokeResponse(await OnTeamsTaskModuleFetchAsync(turn, ValueOf<TaskModuleRequest>(turn), token));
            case "task/submit":
                return CreateInvokeResponse(await OnTeamsTaskModuleSubmitAsync(turn, ValueOf<TaskModuleRequest>(turn), token));
            case "tab/fetch":
                return CreateInvokeResponse(await OnTeamsTabFetchAsync(turn, ValueOf<TabRequest>(turn), token));
            case "tab/submit":
                return CreateInvokeResponse(await OnTeamsTabSubmitAsync(turn, ValueOf<TabSubmit>(turn), token));
            default:
                return await base.OnInvokeActivityAsync(turn, token);
        }
    }
}
