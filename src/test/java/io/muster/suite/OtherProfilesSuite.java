package io.muster.suite;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests that start Quarkus with a {@code @TestProfile} of their own, and the plain ones of their packages. */
@Suite
@SelectPackages("io.muster")
@IncludeClassNamePatterns(OtherProfilesSuite.CLASSES)
final class OtherProfilesSuite {

    static final String CLASSES = "io\\.muster\\.("
            + "(access|account|docs|endtoend|finding|finding\\.exemption|graphql|inventory\\.change|inventory\\.event)\\.[^.]+"
            + "|aws\\.RealAwsWiring"
            + "|browser\\.SignInInBrowser"
            + "|ops\\.(Health|Traces)"
            + "|rest\\.(IdempotencyKeys|QueuedAssessments)"
            + "|scan\\.(AbandonedTasks|AccountPurge|AccountPurgeTables|BrokenOff|ClaimOrder|DueAccounts|JoinedScans|OrderOfLocks"
            + "|AccountPurgePast|OrganizationAccounts|ScanEvents|ScanRetention|TaskQueue))Test";
}
