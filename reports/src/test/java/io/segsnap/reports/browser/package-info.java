/** Opens pages in headless Chromium. */
@NullMarked
package io.segsnap.reports.browser;

import org.jspecify.annotations.NullMarked;
