// The console's one entry: defines the root element; everything else is loaded by it.
import './shell/foyer-console.ts';
