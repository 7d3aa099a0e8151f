package io.muster.suite;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests that start Quarkus without a profile of their own, and the plain ones of their packages. */
@Suite
@SelectPackages("io.muster")
@IncludeClassNamePatterns(".*Test")
@ExcludeClassNamePatterns({OtherProfilesSuite.CLASSES, PlainSuite.CLASSES, PlainVerdictsSuite.CLASSES})
final class DefaultProfileSuite {}
