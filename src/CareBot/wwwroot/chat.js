// The chat page: leave at once when asked to, get a token, and hand the conversation to the stock Web Chat client.
'use strict';

const nonce = document.currentScript.nonce;
const main = document.getElementById('chat');
const config = JSON.parse(main.dataset.config);
const directLine = `${location.origin}/v3/directline`;
const stored = `carebot:${config.door}`;

const exit = document.getElementById('exit');
let left = false;
leaveOnRequest();
start();

// Someone may be looking over a shoulder: the words go first, then the page, and it leaves no entry to come back to.
function hide() {
  document.body.hidden = true;
  document.title = '';
}

function leave() {
  if (left) return;
  left = true;
  hide();
  remember(null);
  go(4000);
}

// Should anything stop that page from loading: the words are gone already, and it is asked for again, ever later, so that a slow line has its time.
function go(wait) {
  location.replace(exit.href);
  setTimeout(() => go(2 * wait), wait);
}

function leaveOnRequest() {
  let escapes = [];
  exit.addEventListener('click', event => {
    event.preventDefault();
    leave();
  });
  // Before the client's own handlers, which stop some keys.
  window.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    // Left to the browser, the key stops loading: the very page that it is meant to open.
    event.preventDefault();
    if (event.repeat) return;
    escapes = [...escapes.filter(time => event.timeStamp - time < 5000), event.timeStamp];
    if (escapes.length >= 3) leave();
  }, true);
}

// "exit" that is typed leaves as well. What is said by it is still heard ("is it safe to type here?"): the page goes once it was sent.
function leaveWhenTyped() {
  const plain = words => words.normalize('NFD').toLowerCase().replace(/[^a-z]+/g, ' ').trim();
  const exits = new Set(config.exits.map(plain));
  let leaving = false;
  return () => next => action => {
    if (action.type === 'DIRECT_LINE/POST_ACTIVITY' && exits.has(plain(action.payload.activity.text ?? ''))) {
      leaving = true;
      hide();
      setTimeout(leave, 2000);
    } else if (leaving && ['DIRECT_LINE/POST_ACTIVITY_FULFILLED', 'DIRECT_LINE/POST_ACTIVITY_REJECTED'].includes(action.type)) {
      leave();
    }
    return next(action);
  };
}

async function start() {
  show(config.loading);
  try {
    const [token] = await Promise.all([getToken(), loadWebChat()]);
    render(token);
    show(null);
  } catch (trouble) {
    // Who was signed out, or whose link has run out, is told so by the page itself.
    if (trouble.message === '403') show(config.ended, () => location.reload());
    else show(config.offline, start);
  }
}

function loadWebChat() {
  if (window.WebChat) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    Object.assign(script, { src: config.webChat, nonce, onload: resolve, onerror: reject });
    document.head.append(script);
  });
}

// Whoever has a name has one conversation, and the server knows who it is now: a token of this tab may be of somebody who was here before.
// A visitor goes on with the conversation of this tab after a reload, while its token lives.
async function getToken() {
  const earlier = config.as ? null : recall();
  const refreshed = earlier && await fetch(`${directLine}/tokens/refresh`, { method: 'POST', headers: { authorization: `Bearer ${earlier.token}` } });
  const answer = refreshed?.ok ? refreshed : await fetch('/chat/token', { method: 'POST', body: JSON.stringify({ door: config.door, as: config.as }) });
  if (!answer.ok) throw new Error(String(answer.status));
  const { token, conversationId } = await answer.json();
  remember(config.as ? null : { token, conversationId });
  return token;
}

function remember(value) {
  try {
    if (value) sessionStorage.setItem(stored, JSON.stringify(value));
    else sessionStorage.removeItem(stored);
  } catch { /* A browser that keeps nothing starts anew after a reload. */ }
}

function recall() {
  try {
    return JSON.parse(sessionStorage.getItem(stored));
  } catch {
    return null;
  }
}

function render(token) {
  const line = WebChat.createDirectLine({ token, domain: directLine, conversationStartProperties: { locale: config.locale } });
  // The client refreshes its own token in memory only; a visitor's reload needs one that still lives.
  const keeping = config.as ? null : setInterval(() => getToken().catch(() => {}), 10 * 60 * 1000);
  line.connectionStatus$.subscribe(status => {
    const [expired, failed, ended] = [3, 4, 5];
    if (![expired, failed, ended].includes(status)) return;
    clearInterval(keeping);
    show(status === failed ? config.offline : config.ended, () => location.reload());
  });

  const element = document.getElementById('webchat');
  const store = WebChat.createStore({}, leaveWhenTyped());
  const draw = () => WebChat.renderWebChat({
    directLine: line, store, locale: config.locale, dir: config.dir, nonce, styleOptions: styleOptions(), adaptiveCardsHostConfig: cardStyle(),
    attachmentForScreenReaderMiddleware: readTextOnce
  }, element);
  draw();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
}

// A message with a card says in its text what the card says. Announced as well, the card would be a row of fields without labels.
function readTextOnce() {
  return next => args => args.attachment.contentType === 'application/vnd.microsoft.card.adaptive' ? false : next(args);
}

function show(words, again) {
  const notice = document.getElementById('notice');
  const button = notice.querySelector('button');
  notice.hidden = words === null;
  notice.querySelector('p').textContent = words ?? '';
  button.hidden = !again;
  button.onclick = again ?? null;
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function styleOptions() {
  return {
    accent: colour('link'),
    backgroundColor: colour('surface'),
    primaryFont: colour('font'),
    fontSizeSmall: '87.5%',
    subtle: colour('quiet'),
    timestampColor: colour('quiet'),
    transcriptTerminatorColor: colour('quiet'),
    paddingRegular: 12,

    notificationText: colour('quiet'),
    failedConnectivity: colour('alarm'),
    slowConnectivity: colour('warn'),

    bubbleBackground: colour('bubble'),
    bubbleTextColor: colour('ink'),
    bubbleBorderColor: colour('line'),
    bubbleBorderRadius: 14,
    bubbleMaxWidth: 560,
    bubbleFromUserBackground: colour('own'),
    bubbleFromUserTextColor: colour('on-own'),
    bubbleFromUserBorderColor: colour('own'),
    bubbleFromUserBorderRadius: 14,
    bubbleFromUserMaxWidth: 480,
    messageActivityWordBreak: 'break-word',
    markdownExternalLinkIconImage: 'none',

    suggestedActionLayout: 'flow',
    suggestedActionHeight: 44,
    suggestedActionBorderRadius: 22,
    suggestedActionBackgroundColor: colour('surface'),
    suggestedActionBackgroundColorOnHover: colour('ground'),
    suggestedActionBackgroundColorOnFocus: colour('ground'),
    suggestedActionBackgroundColorOnActive: colour('line'),
    suggestedActionTextColor: colour('link'),
    suggestedActionTextColorOnHover: colour('link'),
    suggestedActionTextColorOnFocus: colour('link'),
    suggestedActionTextColorOnActive: colour('link'),
    suggestedActionBorderColor: colour('link'),

    sendBoxHeight: 52,
    sendBoxBackground: colour('surface'),
    sendBoxTextColor: colour('ink'),
    sendBoxPlaceholderColor: colour('quiet'),
    sendBoxButtonColor: colour('link'),
    sendBoxButtonColorOnHover: colour('ink'),
    sendBoxButtonColorOnFocus: colour('ink'),
    sendBoxButtonColorOnActive: colour('ink'),
    sendBoxButtonShadeColor: 'transparent',
    sendBoxButtonShadeColorOnHover: colour('ground'),
    sendBoxButtonShadeColorOnFocus: colour('ground'),
    sendBoxBorderTop: `1px solid ${colour('line')}`,
    hideUploadButton: true,
    sendBoxTextWrap: true,

    newMessagesButtonBackgroundColor: colour('own'),
    scrollToEndButtonBehavior: 'unread',
    showAvatarInGroup: 'status',
    groupTimestamp: 5 * 60 * 1000,
    spinnerAnimationHeight: 20,
    spinnerAnimationWidth: 20
  };
}

function cardStyle() {
  const text = (usual, subtle = usual) => ({ default: usual, subtle });
  const foregroundColors = {
    default: text(colour('ink'), colour('quiet')),
    dark: text(colour('ink'), colour('quiet')),
    light: text(colour('quiet')),
    accent: text(colour('link')),
    good: text(colour('good')),
    warning: text(colour('warn')),
    attention: text(colour('alarm'))
  };
  return {
    fontFamily: colour('font'),
    fontSizes: { small: 14, default: 16, medium: 18, large: 21, extraLarge: 26 },
    containerStyles: {
      default: { backgroundColor: 'transparent', foregroundColors },
      emphasis: { backgroundColor: colour('surface'), foregroundColors },
      accent: { backgroundColor: colour('surface'), foregroundColors },
      good: { backgroundColor: colour('surface'), foregroundColors },
      warning: { backgroundColor: colour('surface'), foregroundColors },
      attention: { backgroundColor: colour('alarm-ground'), foregroundColors }
    },
    actions: { actionsOrientation: 'vertical', actionAlignment: 'stretch', buttonSpacing: 8, maxActions: 8, spacing: 'default', showCard: { actionMode: 'inline' } },
    spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 14 },
    separator: { lineThickness: 1, lineColor: colour('line') },
    textBlock: { headingLevel: 2 },
    supportsInteractivity: true,
    hostCapabilities: {}
  };
}
