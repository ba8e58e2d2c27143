package dev.meridian.cli.command;

import picocli.CommandLine.Command;

/** {@code meridian decide}. */
@Command(
        name = "decide",
        header = "Propose, object, consent, and see what was decided.",
        subcommands = {
            DecideDraft.class,
            DecideOpen.class,
            DecideStatus.class,
            DecideList.class,
            DecideConsent.class,
            DecideObject.class,
            DecideStandAside.class,
            DecideAbstain.class,
            DecideVote.class,
            DecideResolve.class,
            DecideDismiss.class,
            DecideRevise.class,
            DecideMaterial.class,
            DecidePick.class,
            DecideWithdraw.class,
            DecideExtend.class,
            DecideExcuse.class,
            DecideAway.class,
            DecideCallVote.class,
            DecideReopen.class,
            DecideSecond.class,
            DecideReview.class,
            DecideSupersede.class,
            DecideVerify.class
        })
final class DecideCommand {}
