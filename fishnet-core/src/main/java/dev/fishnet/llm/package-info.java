/** Requests to models and their answers, read for what policy and accounts need to know of them. */
@NullMarked
package dev.fishnet.llm;

import org.jspecify.annotations.NullMarked;
