from tasks.models.assignment import Assignment
from tasks.models.counts import DoneTally
from tasks.models.decomposition import EditStep, WarningAnswer
from tasks.models.duties import Discharge, DutyPeriod
from tasks.models.explaining import Escalation, Explanation
from tasks.models.extending import ExtensionFile, ExtensionProcess
from tasks.models.follow_up import DeadlineCorrection, DeadlineMove, Extension, Suspension, Urging
from tasks.models.issuing import IssueRun
from tasks.models.letters import UrgingLetter, UrgingLetterLine
from tasks.models.reading import ReadRun, RejectedReading, TaskReading, UnknownName
from tasks.models.reports import ProgressReport, ReportFile
from tasks.models.task import Task, TaskOwner

__all__ = [
    "Assignment",
    "DeadlineCorrection",
    "DeadlineMove",
    "Discharge",
    "DoneTally",
    "DutyPeriod",
    "EditStep",
    "Escalation",
    "Explanation",
    "Extension",
    "ExtensionFile",
    "ExtensionProcess",
    "IssueRun",
    "ProgressReport",
    "ReadRun",
    "RejectedReading",
    "ReportFile",
    "Suspension",
    "Task",
    "TaskOwner",
    "TaskReading",
    "UnknownName",
    "Urging",
    "UrgingLetter",
    "UrgingLetterLine",
    "WarningAnswer",
]
