/** Keys while they are in use: outside the heap, written into requests, looked for in answers. */
@NullMarked
package dev.fishnet.proxy.key;

import org.jspecify.annotations.NullMarked;
