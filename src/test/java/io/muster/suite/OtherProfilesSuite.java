package io.muster.suite;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests that start Quarkus with a {@code @TestProfile} of their own: they have the tag. */
@Suite
@SelectPackages("io.muster")
@IncludeClassNamePatterns(".*Test")
@IncludeTags(OtherProfilesSuite.TAG)
final class OtherProfilesSuite {

    static final String TAG = "profile";
}
