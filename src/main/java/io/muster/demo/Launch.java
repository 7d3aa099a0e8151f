package io.muster.demo;

import java.util.List;
import software.amazon.awssdk.services.ec2.model.OperatorResponse;

/**
 * The attributes that follow from an instance's number: two instances are launched at a time, one per zone, so that they share a
 * reservation and a workload. Its flaws come round with periods that share no factor, so that they meet in all ways.
 */
record Launch(int number) {

    static final int AT_A_TIME = 2;

    Workload workload() {
        return Workload.ofLaunch(reservation());
    }

    int reservation() {
        return number / AT_A_TIME;
    }

    int zone() {
        return number % AT_A_TIME;
    }

    /** Its place among the hosts of its subnet. */
    int host() {
        return Workload.placeInTier(reservation());
    }

    List<Group> groups() {
        return Group.ofInstance(number, workload());
    }

    boolean terminated() {
        return number % 23 == 21;
    }

    boolean stopped() {
        return !terminated() && number % 8 == 6;
    }

    boolean running() {
        return !terminated() && !stopped();
    }

    boolean imdsV1Accepted() {
        return number % 7 == 3;
    }

    boolean imdsTwoHops() {
        return number % 7 == 5;
    }

    boolean imdsOff() {
        return number % 11 == 8;
    }

    boolean imdsChanging() {
        return number % 29 == 15;
    }

    boolean monitored() {
        return number % 5 != 2;
    }

    boolean rootSurvives() {
        return number % 9 == 4;
    }

    boolean encrypted() {
        return number % 6 != 1;
    }

    boolean hasDataVolume() {
        return !terminated() && workload() == Workload.DB;
    }

    boolean serviceManaged() {
        return number % 37 == 30;
    }

    /** The operator of the instance: those of a service are hidden unless managed resources are asked for. */
    OperatorResponse operator() {
        OperatorResponse.Builder operator = OperatorResponse.builder().managed(serviceManaged());
        return serviceManaged()
                ? operator.principal("eks.amazonaws.com").hiddenByDefault(true).build()
                : operator.build();
    }

    /** A stopped instance gives its address back, unless it is the bastion with its elastic one. */
    boolean hasPublicIp() {
        boolean kept = running() || (workload() == Workload.BASTION && !terminated());
        return kept && workload().tier().exposed();
    }

    boolean hasIpv6() {
        return !terminated() && workload() == Workload.WEB && number % 3 == 0;
    }

    boolean hasProfile() {
        return !(workload() == Workload.BATCH && zone() == 0);
    }

    boolean snapshotTaken() {
        return !terminated() && number % 3 == 0;
    }
}
