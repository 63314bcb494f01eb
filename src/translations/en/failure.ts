/** A file of its own: the browser's error page has it in every language, and loads with it whatever else stands here. */
export const failure = {
  title: 'Something went wrong here',
  text: 'That is on our side. Nothing was lost or changed; trying again in a moment usually helps.',
  retry: 'Try again',
  back: 'Go to the overview',
}
