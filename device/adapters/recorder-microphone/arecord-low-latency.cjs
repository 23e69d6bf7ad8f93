// A recorder for node-record-lpcm16: arecord with 20 ms periods. The package's own ones deliver sound 125 to 512 ms late.
module.exports = (options) => ({
  cmd: 'arecord',
  args: [...(options.device ? ['-D', options.device] : []), '-q', '-r', String(options.sampleRate), '-c', String(options.channels), '-t', 'raw', '-f', 'S16_LE', '--buffer-time=200000', '--period-time=20000', '-'],
});
